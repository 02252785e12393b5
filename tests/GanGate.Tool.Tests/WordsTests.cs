using GanGate.Settings;
using GanGate.Tool.Wording;

namespace GanGate.Tests;

/// <summary>What the command says to a person, and to the author of a project file.</summary>
public class WordsTests
{
    private static readonly Words OfBuild = new BuildWords("/home/me/App.csproj");
    private static readonly string Tool = typeof(BuildWords).Assembly.Location;

    private static IEnumerable<TestCaseData> Sentences()
    {
        static TestCaseData Case(Sentence sentence, string command, string build) =>
            new TestCaseData(sentence, command, build).SetArgDisplayNames(command);

        yield return Case($"{Setting.MaxFid} needs a number", "--max-fid needs a number", "MaxFid needs a number");
        yield return Case($"add {Setting.Protocol.At("pyramid")}", "add --protocol pyramid", "add Protocol=\"pyramid\"");
        yield return Case($"raise {Setting.Timeout}", "raise --timeout", "raise GanGateTimeout");
        yield return Case($"say why ({Setting.Reason})", "say why (--reason)", "say why (GanGateReason)");
        yield return Case($"without {Setting.Exclude} '*.avif'", "without --exclude '*.avif'", "without <Exclude> '*.avif'");
        yield return Case($"no {Setting.MoreReferences}", "no a second --reference", "no a second Reference");
        yield return Case($"run {Advice.FetchModel}", "run 'gangate model fetch'", "run 'dotnet build App.csproj -t:GanGateFetchModel'");
        yield return Case(
            $"with {Advice.AcceptBaseline}", "with 'gangate baseline accept'", "with 'dotnet build App.csproj -t:GanGateAcceptBaseline'");
        yield return Case(
            $"{Advice.ImportModel("x.pth", "mine")}",
            "'gangate model import x.pth --as mine'",
            $"'dotnet exec \"{Tool}\" model import x.pth --as mine'");
        yield return Case($"{Advice.RemoveModel("w")}", "'gangate model remove w'", $"'dotnet exec \"{Tool}\" model remove w'");
        yield return Case($"with {Advice.Calibrate}", "with 'gangate calibrate'", $"with 'dotnet exec \"{Tool}\" calibrate'");
        yield return Case($"{Advice.WriteReport}", "'gangate gate --json-file'", $"'dotnet exec \"{Tool}\" gate --json-file'");
        yield return Case("the folder '/data/run--best/a'", "the folder '/data/run--best/a'", "the folder '/data/run--best/a'");
    }

    [TestCaseSource(nameof(Sentences))]
    public void Each_face_says_it_in_its_own_words(object said, string command, string build)
    {
        Sentence sentence = (Sentence)said;
        Assert.That(sentence.In(CommandLineWords.Instance), Is.EqualTo(command));
        Assert.That(sentence.In(OfBuild), Is.EqualTo(build));
    }

    /// <summary>Whatever is advised is a command that there is.</summary>
    [Test]
    public async Task Every_advice_is_a_command()
    {
        foreach (AdviceKind kind in Enum.GetValues<AdviceKind>())
        {
            string command = CommandLineWords.Instance.Say(new Advice(kind, "x")).Trim('\'');
            string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].TakeWhile(word => word[0] != '-' && word != "x")];

            GanGateCommand help = await GanGateCommand.Run([.. words, "--help"]);

            Assert.That(help.ExitCode, Is.Zero, command);
            Assert.That(help.Out, Does.Contain($" {words[^1]} "));
        }
    }

    [TestCase("maxFid", "--max-fid")]
    [TestCase("n", "--n")]
    [TestCase("zSize", "--z-size")]
    public void A_setting_and_its_option_are_told_from_each_other(string setting, string option)
    {
        Assert.That(CommandLineWords.OptionOf(setting), Is.EqualTo(option));
        Assert.That(CommandLineWords.SettingOf(option), Is.EqualTo(setting));
    }

    [Test]
    public async Task A_program_that_runs_the_command_gets_errors_in_its_words_in_a_file()
    {
        string file = Path.GetTempFileName();

        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--for-project=a/App.csproj", $"--outcome={file}", "--generated", "g", "--reference", "r", "--confident", "--max-copies", "1");

        string outcome = await File.ReadAllTextAsync(file);
        File.Delete(file);
        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.Error + command.Out, Is.Empty);
        Assert.That(outcome, Does.Contain("\"code\": \"GG2001\"").And.Contain("wants to be confident of a limit but has none (MaxFid)"));
    }
}
