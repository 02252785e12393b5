using System.Text;

namespace GanGate.Archives;

/// <summary>
/// Reads protocol buffers field by field where they lie in a file, passing over what nobody asks for; the build's task reads models with this
/// too.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class ProtoReader(Stream file)
{
    // A path of more bytes leads nowhere on any system.
    private const int LongestText = 1 << 16;

    /// <summary>Where the reader is.</summary>
    public long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>A field's number with its value, or with the end of its content where it has any (else 0).</summary>
    /// <param name="end">Where the message around it ends.</param>
    /// <exception cref="InvalidDataException">It leads beyond that, or is no field.</exception>
    public (ulong Field, ulong Value, long End) ReadField(long end)
    {
        ulong tag = ReadNumber(), value = 0;
        switch (tag & 7)
        {
            case 0:
                value = ReadNumber();
                break;
            case 1:
                file.Position += sizeof(ulong);
                break;
            case 2:
                ulong length = ReadNumber();
                long room = end - file.Position;
                return room >= 0 && length <= (ulong)room ? (tag >> 3, 0UL, file.Position + (long)length) : throw Damaged();
            case 5:
                file.Position += sizeof(uint);
                break;
            case 3 or 4:
                break;
            default:
                throw Damaged();
        }

        return (tag >> 3, value, 0);
    }

    /// <summary>A number of variable length.</summary>
    /// <exception cref="InvalidDataException">It has no end.</exception>
    public ulong ReadNumber()
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = file.ReadByte();
            if (next < 0) throw Damaged();
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return number;
        }

        throw Damaged();
    }

    /// <summary>The text up to an end; of a very long one the beginning.</summary>
    public string ReadText(long end)
    {
        byte[] bytes = new byte[Math.Min(end - file.Position, LongestText)];
        int read = 0;
        while (read < bytes.Length && file.Read(bytes, read, bytes.Length - read) is > 0 and int more) read += more;
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>The error that a file is not what it should be.</summary>
    public static InvalidDataException Damaged() => new();
}
