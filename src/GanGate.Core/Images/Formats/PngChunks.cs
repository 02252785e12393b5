using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace GanGate.Images;

/// <summary>Walks over the chunks of a PNG: each has a length, a type of four letters, its data and a checksum of type and data.</summary>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    /// <summary>The bytes of a chunk beside its data.</summary>
    public const int Overhead = 12;

    /// <summary>The bytes before a chunk's data.</summary>
    public const int HeadLength = 8;

    public const uint Header = 0x49484452, Palette = 0x504C5445, Pixels = 0x49444154, End = 0x49454E44;

    public const uint Animation = 0x6163544C, Apple = 0x43674249;

    private const int SignatureLength = 8;

    private readonly ReadOnlySpan<byte> _file = file;
    private int _next = SignatureLength;

    /// <summary>Where the chunk begins in the file.</summary>
    public int Start { get; private set; }

    /// <summary>Its type as a number, the first letter highest.</summary>
    public uint Type { get; private set; }

    /// <summary>Its data.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Its type in letters.</summary>
    public readonly string Name
    {
        get
        {
            ReadOnlySpan<byte> letters = _file.Slice(Start + 4, 4);
            return letters.ContainsAnyExceptInRange((byte)' ', (byte)'~')
                ? Convert.ToHexString(letters)
                : Encoding.ASCII.GetString(letters);
        }
    }

    /// <summary>Whether no picture can be had without the chunk: its first letter is a capital.</summary>
    public readonly bool IsCritical => (Type & 0x20000000) == 0;

    /// <summary>Whether the checksum is right.</summary>
    public readonly bool IsIntact => Crc32.HashToUInt32(_file.Slice(Start + 4, Data.Length + 4))
        == BinaryPrimitives.ReadUInt32BigEndian(_file[(Start + HeadLength + Data.Length)..]);

    /// <summary>Goes to the next chunk; false where the file ends within it.</summary>
    public bool MoveNext()
    {
        ReadOnlySpan<byte> rest = _file[_next..];
        if (rest.Length < Overhead) return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - Overhead) return false;
        (Start, Type) = (_next, BinaryPrimitives.ReadUInt32BigEndian(rest[4..]));
        Data = rest.Slice(HeadLength, (int)length);
        _next += Overhead + (int)length;
        return true;
    }
}
