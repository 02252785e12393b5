namespace GanGate.Images;

/// <summary>The rows of a PNG, or of one pass of an interlaced one, without their filters.</summary>
internal ref struct PngRows
{
    // About what stays in a core's cache; a row that is longer is read whole.
    private const int MostBuffered = 1 << 16;

    private readonly Stream _pixels;
    private readonly int _pixelLength;
    private readonly int _stride;
    private readonly byte[] _buffer;
    private byte[] _above;
    private byte[] _row;
    private int _left;
    private int _start;
    private int _end;

    /// <summary>Rows that are still packed.</summary>
    /// <param name="pixels">Gives their bytes, each row after its filter.</param>
    /// <param name="header">What they are like.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">How many rows there are.</param>
    public PngRows(Stream pixels, PngHeader header, int width, int height)
    {
        int length = header.RowLength(width);
        (_pixels, _pixelLength, _stride, _left) = (pixels, header.PixelLength, length + 1, height);
        _buffer = new byte[Math.Max(_stride, (int)Math.Min(MostBuffered / _stride * _stride, (long)_stride * height)) + PngFilter.Slack];
        (_above, _row) = (new byte[length + PngFilter.Slack], new byte[length + PngFilter.Slack]);
    }

    /// <summary>The next row; valid until the one after it is asked for.</summary>
    /// <exception cref="ImageDecodingException">There are fewer than the header says.</exception>
    public ReadOnlySpan<byte> Next()
    {
        if (_start == _end) Fill();
        (_above, _row) = (_row, _above);
        PngFilter.Undo(_buffer[_start], _buffer.AsSpan(_start + 1), _above, _row, _pixelLength);
        _start += _stride;
        return _row.AsSpan(0, _stride - 1);
    }

    private void Fill()
    {
        int rows = Math.Min(_left, (_buffer.Length - PngFilter.Slack) / _stride), wanted = rows * _stride;
        if (_pixels.ReadAtLeast(_buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false) < wanted)
        {
            throw new ImageDecodingException("the pixels end before the picture does");
        }

        (_start, _end, _left) = (0, wanted, _left - rows);
    }
}
