using GanGate.Tool;
using GanGate.Tool.Terminal;

namespace GanGate.Tests;

/// <summary>Only the command that is asked for is built: to build all of them took longer than the rest of the start.</summary>
public class CommandLineTests
{
    private static readonly TerminalStreams Nowhere = new(TextWriter.Null, TextWriter.Null, Colors: false, Interactive: false);

    private static readonly string[] All = [.. CommandLine.Commands.Select(command => command.Name)];

    [Test]
    public void Each_command_stands_under_its_own_name() =>
        Assert.That(CommandLine.Commands.Select(command => command.Create(Nowhere).Name), Is.EqualTo(All));

    [TestCase("gate", "--help")]
    [TestCase("stats", "show", "x.npz")]
    public void A_named_command_is_built_alone(params string[] args) => Assert.That(Built(args), Is.EqualTo([args[0]]));

    [Test]
    public void A_version_needs_no_command() => Assert.That(Built("--version"), Is.Empty);

    [TestCase()]
    [TestCase("--help")]
    [TestCase("gat", "--help")]
    [TestCase("--version", "gate")]
    public void Where_none_is_named_all_are_built(params string[] args) => Assert.That(Built(args), Is.EqualTo(All));

    private static IEnumerable<string> Built(params string[] args) => CommandLine.Build(Nowhere, args).Subcommands.Select(command => command.Name);
}
