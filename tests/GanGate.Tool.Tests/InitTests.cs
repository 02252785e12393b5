using GanGate.Gating;

namespace GanGate.Tests;

[NonParallelizable]
public class InitTests
{
    private static readonly string[] Quick = ["--only", "repeats"];

    private string _before = "";

    [SetUp]
    public void Enter()
    {
        _before = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(Directory.CreateDirectory(DemoSet.Temporary("project")).FullName);
    }

    [TearDown]
    public void Leave() => Directory.SetCurrentDirectory(_before);

    [Test]
    public async Task Two_folders_become_a_gate_that_the_command_takes_without_options()
    {
        GanGateCommand init = await GanGateCommand.Run(["init", DemoSet.Folders.Good, DemoSet.Folders.Reference, .. Quick]);

        Assert.That(init.ExitCode, Is.Zero, init.Error);
        Assert.That(Directory.GetFiles(".").Select(Path.GetFileName), Is.EquivalentTo(new[] { "gangate.json", "gangate.baseline.json", "reference.npz" }));
        Assert.That(init.Error, Does.Contain("'gangate model fetch resnet18', then --protocol resnet18"));
        GanGateCommand gate = await GanGateCommand.Run("gate");
        Assert.That(gate.ExitCode, Is.Zero, gate.Out + gate.Error);
        Assert.That(gate.Out, Does.Contain("PASSED").And.Contain("within the limit"));
    }

    [Test]
    public async Task The_snippets_have_the_user_s_own_paths_and_numbers()
    {
        GanGateCommand init = await GanGateCommand.Run(["init", DemoSet.Folders.Good, DemoSet.Folders.Reference, .. Quick]);
        GateDefinition gate = GateConfiguration.Read("gangate.json").Gates.Single();
        string limit = gate.MaxFid!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(init.Out, Does.Contain($"MaxFid=\"{limit}\" ExpectCount=\"500\" Baseline=\"gangate.baseline.json\""));
        Assert.That(init.Out, Does.Contain($"Is.FidBelow({limit})").And.Contain("\"reference.npz\"").And.Contain("config: gangate.json"));
        Assert.That(init.Out, Does.Contain($"Generated=\"{Path.GetRelativePath(".", DemoSet.Folders.Good)}\""));
    }

    [Test]
    public async Task Statistics_are_taken_as_they_are()
    {
        GanGateCommand init = await GanGateCommand.Run(["init", DemoSet.Folders.Good, DemoSet.Statistics, .. Quick]);

        Assert.That(init.ExitCode, Is.Zero, init.Error);
        Assert.That(Directory.GetFiles(".").Select(Path.GetFileName), Is.EquivalentTo(new[] { "gangate.json", "gangate.baseline.json" }));
        Assert.That(Path.GetFullPath(GateConfiguration.Read("gangate.json").Gates[0].Reference), Is.EqualTo(DemoSet.Statistics));
    }

    [Test]
    public async Task What_is_there_is_never_written_over([Values("gangate.json", "gangate.baseline.json", "reference.npz")] string file)
    {
        File.WriteAllText(file, "mine");

        GanGateCommand init = await GanGateCommand.Run(["init", DemoSet.Folders.Good, DemoSet.Folders.Reference, .. Quick]);

        Assert.That(init.ExitCode, Is.EqualTo(2));
        Assert.That(init.ErrorLines.Single(), Does.Contain("GG2010").And.Contain($"{file}' is there already"));
        Assert.That(Directory.GetFiles("."), Has.Length.EqualTo(1), "nothing else is written");
        Assert.That(File.ReadAllText(file), Is.EqualTo("mine"));
    }

    [Test]
    public async Task Without_a_configuration_the_command_says_how_to_get_one()
    {
        GanGateCommand gate = await GanGateCommand.Run("gate");

        Assert.That(gate.ExitCode, Is.EqualTo(2));
        Assert.That(gate.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("'gangate init'").And.Contain("gangate.json"));
    }

    [Test]
    public async Task A_gate_of_the_command_line_is_not_mixed_with_the_folder_s()
    {
        File.WriteAllText("gangate.json", "{}");

        GanGateCommand gate = await GanGateCommand.Run("gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--max-fid", "100");

        Assert.That(gate.ExitCode, Is.Zero, gate.Error);
    }
}
