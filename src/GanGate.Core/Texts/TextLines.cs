using System.Buffers;
using System.Text;

namespace GanGate.Texts;

/// <summary>
/// The lines of a UTF-8 file as rows of a fixed number of characters (Unicode scalar values): longer lines are cut, shorter ones padded,
/// as the text generators of the paper's experiments see them (Gulrajani et al. 2017, arXiv 1704.00028). Memory does not grow with
/// the file, nor with a line.
/// </summary>
internal sealed class TextLines : IDisposable
{
    /// <summary>What fills a short line.</summary>
    public const char Pad = '`';

    private const int BufferSize = 1 << 16;

    // Of one character in UTF-8.
    private const int MostBytes = 4;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _position;
    private int _filled;
    private bool _ended;

    private TextLines(string path, FileStream stream) => (_path, _stream) = (path, stream);

    /// <summary>Lines read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Opens a text.</summary>
    /// <exception cref="GanGateException">
    /// GG2002: it does not exist; GG2012: it cannot be read; GG2016: it was not fetched; GG2090: it is no UTF-8.
    /// </exception>
    public static TextLines Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            FileStream file = InputFile.Open(path);
            try
            {
                if (TextEncoding.WideName(file) is string wide) throw Wide(path, wide);
                TextLines lines = new(path, file);
                lines.SkipByteOrderMark();
                return lines;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw GanGateException.Missing(path, "the text", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, failure);
        }
    }

    /// <summary>Reads the next line; it ends with LF, CR LF or the file.</summary>
    /// <param name="characters">Receives the line, cut or padded to this length.</param>
    /// <returns>false at the end of the file.</returns>
    /// <exception cref="GanGateException">GG2090: it is not UTF-8; GG2012: it cannot be read.</exception>
    public bool Read(Span<int> characters)
    {
        if (!Available()) return false;

        Count++;
        int length = 0, bytes = 0;
        bool carriageReturn = false;
        while (Available() && _buffer[_position] != '\n')
        {
            if (carriageReturn) Put('\r', characters, ref length);
            int character = Next(ref bytes);
            carriageReturn = character == '\r';
            if (!carriageReturn) Put(character, characters, ref length);
        }

        _position++; // The line feed; past the end it does no harm.
        characters[length..].Fill(Pad);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static void Put(int character, Span<int> characters, ref int length)
    {
        if (length < characters.Length) characters[length++] = character;
    }

    private int Next(ref int bytes)
    {
        byte first = _buffer[_position];
        if (first < 0x80)
        {
            _position++;
            bytes++;
            return first;
        }

        OperationStatus status = Rune.DecodeFromUtf8(_buffer.AsSpan(_position, _filled - _position), out Rune rune, out int consumed);
        if (status == OperationStatus.NeedMoreData && !_ended)
        {
            Fill();
            status = Rune.DecodeFromUtf8(_buffer.AsSpan(_position, _filled - _position), out rune, out consumed);
        }

        if (status != OperationStatus.Done) throw NotUtf8(bytes, first);

        _position += consumed;
        bytes += consumed;
        return rune.Value;
    }

    // Whether there is a byte to read.
    private bool Available()
    {
        if (_position >= _filled && !_ended) Fill();
        return _position < _filled;
    }

    // Moves what is left to the front and reads on, so that no character is torn.
    private void Fill()
    {
        int left = Math.Max(0, _filled - _position);
        _buffer.AsSpan(_filled - left, left).CopyTo(_buffer);
        try
        {
            int read = _stream.ReadAtLeast(_buffer.AsSpan(left), MostBytes, throwOnEndOfStream: false);
            _ended = read < MostBytes;
            _filled = left + read;
            _position = 0;
        }
        catch (IOException failure)
        {
            throw Unreadable(_path, failure);
        }
    }

    private void SkipByteOrderMark()
    {
        Fill();
        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8)) _position = 3;
    }

    private GanGateException NotUtf8(int bytes, byte first) => new(
        ErrorCodes.TextInvalid,
        FormattableString.Invariant($"'{_path}', line {Count:N0}: byte {bytes + 1} of the line (0x{first:X2}) is not UTF-8: convert the text, ")
        + "for example with 'iconv -f LATIN1 -t UTF-8'");

    private static GanGateException Wide(string path, string encoding) => new(
        ErrorCodes.TextInvalid, $"the text '{path}' is {encoding}: convert it to UTF-8, for example with 'iconv -f {encoding.Split(' ')[0]} -t UTF-8'");

    private static GanGateException Unreadable(string path, Exception failure) =>
        new(ErrorCodes.SourceUnreadable, $"the text '{path}' cannot be read: {failure.Message}", failure);
}
