using System.CommandLine;

namespace GanGate.Tool.Terminal;

/// <summary>One run of a command.</summary>
/// <param name="Parsed">The command's own options and arguments.</param>
/// <param name="Streams">Where to write.</param>
/// <param name="Json">Whether the result is to be JSON.</param>
/// <param name="Progress">Whether to show progress.</param>
/// <param name="Cancellation">Fires on Ctrl-C, SIGTERM and when the time is up.</param>
internal sealed record Invocation(
    ParseResult Parsed, TerminalStreams Streams, bool Json, bool Progress, CancellationToken Cancellation);
