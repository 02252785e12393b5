using System.CommandLine;
using System.CommandLine.Invocation;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Help;

/// <summary>Writes the help of the command that was asked about.</summary>
/// <param name="streams">Whether a person reads, and so how wide a line is.</param>
internal sealed class ShowHelp(TerminalStreams streams) : SynchronousCommandLineAction
{
    private const int Narrowest = 60;

    /// <inheritdoc/>
    public override bool Terminating => true;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        parseResult.InvocationConfiguration.Output.WriteLine(streams.OneScreen
            ? HelpText.Render(command, PathOf(command), Math.Max(Narrowest, Console.WindowWidth))
            : HelpText.Render(command, PathOf(command)));
        return 0;
    }

    /// <summary>A command without the tool's name: stats merge.</summary>
    public static string PathOf(Command command)
    {
        Command? parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "" : $"{PathOf(parent)} {command.Name}".TrimStart();
    }
}
