using System.Text.Json;
using System.Text.Json.Nodes;
using GanGate.Tool.Ci;

namespace GanGate.Tool.Terminal;

/// <summary>Errors in the canonical form that MSBuild, editors and CI systems recognise: <c>gangate : error GG2002: ...</c></summary>
internal static class ErrorLine
{
    /// <summary>
    /// Writes the error that ends a command, and its details, to the second stream, and with --json as an object to the first; a CI system
    /// is told that there is no result.
    /// </summary>
    /// <returns>The error's exit code.</returns>
    public static int Fail(TerminalStreams streams, GanGateException failure, bool json)
    {
        try
        {
            Write(streams, failure, json);
            Tell(streams, failure);
        }
        catch (GanGateException unwritable) when (streams.Aside is not null)
        {
            streams.Aside.WriteLine(Canonical(failure.Error, failure.Sentence.In(streams.Words)));
            if (unwritable.Message != failure.Message) streams.Aside.WriteLine(Canonical(unwritable.Error, unwritable.Sentence.In(streams.Words)));
        }

        return failure.Error.ExitCode;
    }

    private static void Tell(TerminalStreams streams, GanGateException failure)
    {
        try
        {
            streams.Ci?.Fail(failure);
        }
        catch (GanGateException untold)
        {
            Write(streams, untold, json: false);
        }
    }

    private static void Write(TerminalStreams streams, GanGateException failure, bool json)
    {
        string message = failure.Sentence.In(streams.Words);
        string[] details = [.. failure.Details.Select(OneLine)];
        Write(streams, failure.Error, message, gate: null, details);
        foreach (string detail in streams.Outcome is null ? details : []) streams.Error.WriteLine($"  {detail}");

        if (json)
        {
            JsonObject error = new()
            {
                ["code"] = failure.Error.Id,
                ["message"] = message,
                ["details"] = new JsonArray([.. failure.Details.Select(detail => JsonValue.Create(detail))]),
                ["help"] = failure.Error.HelpLink,
            };
            TryWriteLine(streams.Out, new JsonObject { ["schema"] = Reporting.Report.CurrentSchema, ["error"] = error }.ToJsonString(Readable));
        }
    }

    /// <summary>Writes one canonical line, or tells the CI system.</summary>
    public static void Write(
        TerminalStreams streams, ErrorCode error, string message, string? gate = null, IReadOnlyList<string>? details = null)
    {
        if (streams.Outcome is Outcome outcome) outcome.Error(error.Id, OneLine(message), gate, details ?? []);
        else if (streams.Ci is CiSystem ci) ci.Error(error.Id, Named(gate, message));
        else streams.Error.WriteLine(Canonical(error, Named(gate, message)));
    }

    private static string Canonical(ErrorCode error, string message) => $"gangate : error {error.Id}: {OneLine(message)}";

    /// <summary>Writes one canonical line of a warning, or tells the CI system.</summary>
    public static void WriteWarning(TerminalStreams streams, string code, string message, string? gate = null)
    {
        if (streams.Outcome is Outcome outcome) outcome.Warning(code, OneLine(message), gate);
        else if (streams.Ci is CiSystem ci) ci.Warning(code, Named(gate, message));
        else streams.Error.WriteLine($"gangate : warning {code}: {Named(gate, message)}");
    }

    private static string Named(string? gate, string message) => OneLine(gate is null ? message : $"{gate}: {message}");

    // The error may be that this stream cannot be written, and it stands on the other one.
    private static void TryWriteLine(TextWriter output, string line)
    {
        try
        {
            output.WriteLine(line);
        }
        catch (GanGateException)
        {
        }
    }

    private static JsonSerializerOptions Readable { get; } = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // A file name may hold anything; a canonical line is one line, and no terminal acts on it.
    private static string OneLine(string text) => Reporting.PlainText.OneLine(text);
}
