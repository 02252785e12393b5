using System.Text;

namespace GanGate.Tool.Terminal;

/// <summary>Where the tool writes: results to the first stream, everything else to the second.</summary>
/// <param name="Out">Results; with --json one JSON object and nothing else.</param>
/// <param name="Error">Errors, notes and progress.</param>
/// <param name="Colors">Whether results may carry ANSI colours.</param>
/// <param name="Interactive">Whether a person watches the second stream, so that progress bars make sense.</param>
internal sealed record TerminalStreams(TextWriter Out, TextWriter Error, bool Colors, bool Interactive)
{
    /// <summary>The option by which a program says that it reads the streams: it need not guess their encoding.</summary>
    public const string Attached = "--attached";

    /// <summary>The process's own streams. NO_COLOR is honoured (no-color.org).</summary>
    public static TerminalStreams OfProcess(string[] args) => args.Contains(Attached)
        ? new(Utf8(Console.OpenStandardOutput()), Utf8(Console.OpenStandardError()), Colors: false, Interactive: false)
        : new(
            Console.Out,
            Console.Error,
            Colors: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Interactive: !Console.IsErrorRedirected);

    private static TextWriter Utf8(Stream stream) =>
        TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
}
