namespace GanGate.Images;

/// <summary>Reads the numbers of a PGM or PPM file, between white space and comments (# to the end of the line).</summary>
internal ref struct NetpbmReader(ReadOnlySpan<byte> text)
{
    /// <summary>What has not been read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = text;

    /// <summary>The next number, at most 2^31 - 1.</summary>
    public int ReadNumber()
    {
        SkipSpaceAndComments();
        long number = 0;
        int digits = 0;
        for (; digits < Rest.Length && char.IsAsciiDigit((char)Rest[digits]) && number <= int.MaxValue; digits++)
        {
            number = (number * 10) + Rest[digits] - '0';
        }

        if (digits == 0 || number > int.MaxValue)
        {
            throw new ImageDecodingException(Rest.IsEmpty ? "the file is truncated" : "a number is expected where there is none");
        }

        Rest = Rest[digits..];
        return (int)number;
    }

    /// <summary>Passes the one byte of white space before raw samples.</summary>
    public void SkipSeparator() => Rest = Rest.IsEmpty ? Rest : Rest[1..];

    /// <summary>Refuses a file that has fewer bytes left.</summary>
    public readonly void Require(long bytes)
    {
        if (Rest.Length < bytes)
        {
            throw new ImageDecodingException("the file is truncated");
        }
    }

    private void SkipSpaceAndComments()
    {
        while (!Rest.IsEmpty && (Rest[0] == '#' || char.IsWhiteSpace((char)Rest[0])))
        {
            int end = Rest[0] == '#' ? Rest.IndexOfAny((byte)'\n', (byte)'\r') : 1;
            Rest = end < 0 ? [] : Rest[end..];
        }
    }
}
