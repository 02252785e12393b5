using System.Text.Json.Nodes;
using GanGate.Tool;
using GanGate.Tool.Terminal;

namespace GanGate.Tests;

/// <summary>Runs the command inside the test's process and keeps what it writes.</summary>
internal sealed record GanGateCommand(int ExitCode, string Out, string Error)
{
    public static async Task<GanGateCommand> Run(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exitCode = await CommandLine.RunAsync(args, new TerminalStreams(output, error, Colors: false, Interactive: false));
        return new GanGateCommand(exitCode, output.ToString(), error.ToString());
    }

    public JsonNode Json => JsonNode.Parse(Out)!;

    /// <summary>The lines of the second stream that carry a code.</summary>
    public string[] ErrorLines => [.. Error.Split('\n').Where(line => line.StartsWith("gangate : error GG", StringComparison.Ordinal))];
}
