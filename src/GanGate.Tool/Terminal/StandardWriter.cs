using System.Text;

namespace GanGate.Tool.Terminal;

/// <summary>
/// A standard stream of the process whose reader may fail: a disk that is full under it, or a stream that whoever started the command closed.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="name">What it is called where its failure is an error; null where nobody could be told, so that what does not fit is lost.</param>
internal sealed class StandardWriter(TextWriter stream, string? name) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => stream.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => stream.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => stream.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => stream.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine() => Try(stream.WriteLine);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => stream.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(stream.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            if (name is null) return;
            throw new GanGateException(ErrorCodes.OutputUnwritable, $"{name} cannot be written: {failure.Message}", failure);
        }
    }
}
