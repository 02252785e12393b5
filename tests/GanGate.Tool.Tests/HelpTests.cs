using System.CommandLine;
using GanGate.Settings;
using GanGate.Tool;
using GanGate.Tool.Commands;
using GanGate.Tool.Help;
using GanGate.Tool.Terminal;

namespace GanGate.Tests;

public class HelpTests
{
    private static readonly RootCommand Root = CommandLine.Build(new TerminalStreams(TextWriter.Null, TextWriter.Null, Colors: false, Interactive: false));

    private static IEnumerable<string> Paths => [.. Commands(Root).Select(ShowHelp.PathOf)];

    [Test]
    public async Task The_tool_alone_prints_its_help()
    {
        GanGateCommand alone = await GanGateCommand.Run(), asked = await GanGateCommand.Run("--help");

        Assert.That((alone.ExitCode, alone.Out, alone.Error), Is.EqualTo((0, asked.Out, "")));
        Assert.That(alone.Out, Does.Contain("Usage:\n  gangate <command> [options]\n").And.Match(@"\nMeasure:\n  fid  "));
        Assert.That(alone.Out, Does.EndWith("More: https://github.com/gangate/gangate/blob/main/docs/tutorial.md" + Environment.NewLine));
    }

    [Test]
    public async Task The_help_of_a_command_groups_its_options()
    {
        GanGateCommand command = await GanGateCommand.Run("gate", "--help");
        string[] titles = ["Usage:", "What is measured:", "A generator:", "Rules:", "Reports:", "The network:", "More:", "Examples:", "More: https://"];

        int[] places = [.. titles.Select(title => command.Out.IndexOf("\n" + title, StringComparison.Ordinal))];
        Assert.That(places, Is.Ordered.And.All.GreaterThan(0));
        Assert.That(command.Out.Split('\n').Select(line => line.Length), Is.All.AtMost(120));
        Assert.That(command.Out, Does.Not.Contain("--for-project"));
    }

    [TestCaseSource(nameof(Paths))]
    public void Every_command_has_examples_that_the_command_line_takes_and_a_page_that_is_there(string path)
    {
        CommandHelp help = CommandHelp.All.Single(help => help.Path == path);

        Assert.That(help.Examples, Is.Not.Empty);
        Assert.That(help.Examples, Is.All.StartsWith($"gangate {path}".TrimEnd()));
        Assert.That(() => help.Examples.ToList().ForEach(Parse), Throws.Nothing);
        string[] page = help.Page.Split('#');
        string[] headings = [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", page[0])).Where(line => line.StartsWith('#')).Select(AnchorOf)];
        Assert.That(page.Length == 1 || headings.Contains(page[1]), help.Page);
    }

    [Test]
    public void Every_option_stands_in_one_group()
    {
        Setting[] grouped = [.. OptionGroup.All.SelectMany(group => group.Settings)];
        string[] more = [.. Commands(Root).SelectMany(HelpText.OptionsOf).Where(option => OptionGroup.Of(option).Title == "More").Select(option => option.Name).Distinct()];

        Assert.That(grouped, Is.Unique);
        Assert.That(more, Is.EquivalentTo(["--help", "--version", "--timeout", "--no-progress", "--verbose"]), "give a new option a group in OptionGroup");
    }

    [Test]
    public void Every_command_stands_in_one_group() => Assert.That(
        CommandHelp.Groups.SelectMany(group => group.Commands), Is.EquivalentTo(Root.Subcommands.Select(command => command.Name)));

    [Test]
    public void Lines_are_as_wide_as_the_screen()
    {
        Command gate = Root.Subcommands.Single(command => command.Name == "gate");

        Assert.That(HelpText.Render(gate, "gate", 80).Split('\n').Where(line => !line.Contains("gangate ")).Select(line => line.Length), Is.All.AtMost(80));
    }

    private static void Parse(string example)
    {
        string[] args = example.Split(' ')[1..];
        Misspellings.Refuse(args, Root);
        Assert.That(Root.Parse(args).Errors, Is.Empty, example);
    }

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);

    private static string AnchorOf(string heading) => heading.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-');
}
