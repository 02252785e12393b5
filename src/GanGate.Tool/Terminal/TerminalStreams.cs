using System.Text;
using GanGate.Settings;
using GanGate.Tool.Ci;
using GanGate.Tool.Wording;

namespace GanGate.Tool.Terminal;

/// <summary>Where the tool writes: results to the first stream, everything else to the second.</summary>
/// <param name="Out">Results; with --json one JSON object and nothing else.</param>
/// <param name="Error">Errors, notes and progress.</param>
/// <param name="Colors">Whether results may carry ANSI colours.</param>
/// <param name="Interactive">Whether a person watches the second stream, so that progress bars make sense.</param>
/// <param name="OneScreen">Whether both streams go to one terminal, so that nothing needs to be said twice.</param>
internal sealed record TerminalStreams(TextWriter Out, TextWriter Error, bool Colors, bool Interactive, bool OneScreen = false)
{
    /// <summary>The option by which a program says that it reads the streams: it need not guess their encoding.</summary>
    public const string Attached = "--attached";

    /// <summary>The words of whoever reads.</summary>
    public Words Words { get; private init; } = CommandLineWords.Instance;

    /// <summary>What the program that runs the command is told; null where none asks.</summary>
    public Outcome? Outcome { get; private init; }

    /// <summary>The CI system that reads the log; null where there is none.</summary>
    public CiSystem? Ci { get; private init; }

    /// <summary>Where an error goes when the CI system's log cannot be written.</summary>
    public TextWriter? Aside { get; private init; }

    /// <summary>The process's own streams.</summary>
    public static TerminalStreams OfProcess(string[] args) => args.Contains(Attached)
        ? new(Output(Utf8(Console.OpenStandardOutput())), Notes(Utf8(Console.OpenStandardError())), Colors: false, Interactive: false)
        : Of(Output(Console.Out), Notes(Console.Error), !Console.IsOutputRedirected, !Console.IsErrorRedirected, Environment.GetEnvironmentVariable);

    /// <summary>Streams in an environment: NO_COLOR is honoured (no-color.org), and a dumb terminal gets neither colours nor bars.</summary>
    /// <param name="output">Results.</param>
    /// <param name="error">Everything else.</param>
    /// <param name="outputIsTerminal">Whether the first stream is a terminal.</param>
    /// <param name="errorIsTerminal">Whether the second stream is a terminal.</param>
    /// <param name="environment">The value of a variable; null or empty where it is not set.</param>
    internal static TerminalStreams Of(
        TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal, Func<string, string?> environment)
    {
        bool able = environment("TERM") != "dumb";
        return new TerminalStreams(
            output,
            error,
            Colors: outputIsTerminal && able && string.IsNullOrEmpty(environment("NO_COLOR")),
            Interactive: errorIsTerminal && able,
            OneScreen: outputIsTerminal && errorIsTerminal);
    }

    /// <summary>
    /// The same for arguments: with everything written to the log of the CI system that they name, since one stream keeps the order, and in
    /// the words of whoever they say runs the command.
    /// </summary>
    public TerminalStreams For(string[] args, Func<string, string?> environment)
    {
        TerminalStreams streams = CiSystem.NamedIn(args, Out, environment) is CiSystem ci
            ? new TerminalStreams(ci.Log, ci.Log, Colors: false, Interactive: false) { Ci = ci, Aside = Error }
            : this;
        return streams with { Words = BuildWords.NamedIn(args) ?? CommandLineWords.Instance, Outcome = Outcome.NamedIn(args) };
    }

    private static StandardWriter Output(TextWriter stream) => new(stream, "standard output");

    private static StandardWriter Notes(TextWriter stream) => new(stream, name: null);

    private static TextWriter Utf8(Stream stream) =>
        TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
}
