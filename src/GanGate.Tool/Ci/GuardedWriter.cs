using System.Text;
using System.Text.RegularExpressions;

namespace GanGate.Tool.Ci;

/// <summary>
/// A log in which only our own commands are commands. GitHub's runner takes lines that begin with <c>::</c> and <c>##[</c> anywhere, the
/// agent of Azure Pipelines <c>##vso[</c> anywhere; a file's name may hold them.
/// </summary>
internal sealed partial class GuardedWriter : TextWriter
{
    private readonly TextWriter _output;
    private readonly StringBuilder _line = new();

    /// <summary>Guards a stream.</summary>
    public GuardedWriter(TextWriter output)
    {
        _output = output;
        CoreNewLine = ['\n'];
    }

    /// <inheritdoc/>
    public override Encoding Encoding => _output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == '\n')
        {
            EndLine();
            return;
        }

        // A carriage return would begin a line, too.
        _line.Append(value == '\r' ? ' ' : value);
    }

    /// <summary>Writes a command as it is.</summary>
    /// <param name="line">One line, its parts escaped.</param>
    public void WriteCommand(string line)
    {
        if (_line.Length > 0) EndLine();
        _output.Write(line + "\n");
        _output.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _line.Length > 0) EndLine();
        base.Dispose(disposing);
    }

    // Whole lines only: half of one cannot be judged.
    private void EndLine()
    {
        _output.Write(Harmless(_line.ToString()) + "\n");
        _output.Flush();
        _line.Clear();
    }

    private static string Harmless(string line) => LineCommand().Replace(SignCommand().Replace(line, "# "), "$1: :");

    [GeneratedRegex("#(?=#)")]
    private static partial Regex SignCommand();

    [GeneratedRegex(@"^(\s*)::")]
    private static partial Regex LineCommand();
}
