using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GanGate.Tool.Terminal;

/// <summary>What came of a command, as JSON in a file for the program that runs it: errors, warnings and the text of the result.</summary>
/// <param name="path">The file.</param>
internal sealed class Outcome(string path)
{
    /// <summary>The option that names the file.</summary>
    public const string Option = "--outcome";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonArray _text = [];
    private readonly JsonArray _verdicts = [];
    private readonly JsonArray _messages = [];

    /// <summary>The file that arguments name; null where they name none.</summary>
    public static Outcome? NamedIn(string[] args) => args.LastOrDefault(arg => arg.StartsWith(Option + "=", StringComparison.Ordinal)) is string named
        ? new Outcome(named[(Option.Length + 1)..])
        : null;

    /// <summary>Adds lines for a person.</summary>
    public void Show(string text)
    {
        foreach (string line in text.Split('\n')) _text.Add(line);
    }

    /// <summary>Adds a verdict in one line.</summary>
    public void Verdict(bool passed, string line) => _verdicts.Add(new JsonObject { ["passed"] = passed, ["line"] = line });

    /// <summary>Adds an error.</summary>
    public void Error(string code, string message, string? gate, IEnumerable<string> details) => Add("error", code, message, gate, details);

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, string message, string? gate) => Add("warning", code, message, gate, []);

    /// <summary>Writes the file.</summary>
    /// <exception cref="GanGateException">GG2010: it cannot be written.</exception>
    public void Write()
    {
        string json = new JsonObject { ["schema"] = "gangate-outcome/1", ["text"] = _text, ["verdicts"] = _verdicts, ["messages"] = _messages }.ToJsonString(Readable);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
    }

    private void Add(string level, string code, string message, string? gate, IEnumerable<string> details) => _messages.Add(new JsonObject
    {
        ["level"] = level,
        ["code"] = code,
        ["message"] = message,
        ["gate"] = gate,
        ["details"] = new JsonArray([.. details.Select(detail => JsonValue.Create(detail))]),
    });
}
