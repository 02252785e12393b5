using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace GanGate.Tests.Images;

/// <summary>Writes PNG of every kind, each sample by a formula, and says what their RGB is.</summary>
internal sealed record TestPng(int Width, int Height, int Colour, int Depth, bool Interlaced = false)
{
    public static readonly byte[] Signature = [0x89, .. "PNG\r\n\u001a\n"u8];

    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private int Channels => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    private int Largest => (1 << Depth) - 1;

    /// <summary>A palette of all colours that the depth can name.</summary>
    public byte[] Palette => [.. Enumerable.Range(0, Colour == 3 ? 3 * (Largest + 1) : 0).Select(i => (byte)((i * 41) + 7))];

    /// <summary>The header's data.</summary>
    public byte[] Header
    {
        get
        {
            byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, (byte)Depth, (byte)Colour, 0, 0, (byte)(Interlaced ? 1 : 0)];
            BinaryPrimitives.WriteInt32BigEndian(header, Width);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
            return header;
        }
    }

    /// <summary>The RGB of the pixels: the high byte of 16 bits, gray three times, no alpha.</summary>
    public byte[] Rgb => [.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) from channel in Enumerable.Range(0, 3) select Rgb8(x, y, channel)];

    /// <summary>The rows, of every pass of an interlaced picture, each under another filter.</summary>
    public byte[] Rows
    {
        get
        {
            List<byte> all = [];
            foreach ((int left, int top, int stepX, int stepY) in Interlaced ? Passes : [(0, 0, 1, 1)])
            {
                byte[]? above = null;
                for (int y = top; y < Height && left < Width; y += stepY)
                {
                    byte[] row = Packed([.. from x in Enumerable.Range(0, Width) where x >= left && (x - left) % stepX == 0 from channel in Enumerable.Range(0, Channels) select Sample(x, y, channel)]);
                    all.AddRange(Filtered(y % 5, row, above ?? new byte[row.Length]));
                    above = row;
                }
            }

            return [.. all];
        }
    }

    /// <summary>The whole file.</summary>
    public byte[] File => Of(Header, Palette, Packed(Rows));

    /// <summary>A file of these parts.</summary>
    public static byte[] Of(byte[] header, byte[] palette, byte[] pixels, params byte[][] before) =>
    [
        .. Signature, .. Chunk("IHDR", header), .. palette.Length > 0 ? Chunk("PLTE", palette) : [], .. before.SelectMany(chunk => chunk),
        .. Chunk("IDAT", pixels), .. Chunk("IEND", []),
    ];

    /// <summary>A chunk with its length and checksum.</summary>
    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    /// <summary>Packs bytes as PNG does.</summary>
    public static byte[] Packed(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal)) stream.Write(bytes);
        return packed.ToArray();
    }

    private int Sample(int x, int y, int channel) => ((x * 37) + (y * 101) + (channel * 59) + (x * y * 11)) * (Depth == 16 ? 97 : 1) & Largest;

    private byte Rgb8(int x, int y, int channel)
    {
        int value = Sample(x, y, Channels >= 3 ? channel : 0);
        return Colour == 3 ? Palette[(3 * value) + channel]
            : Depth == 16 ? (byte)(value >> 8)
            : (byte)(value * 255 / Largest);
    }

    private byte[] Packed(int[] samples)
    {
        byte[] row = new byte[((samples.Length * Depth) + 7) / 8];
        for (int i = 0; i < samples.Length; i++)
        {
            if (Depth == 16) BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * i), (ushort)samples[i]);
            else row[i * Depth / 8] |= (byte)(samples[i] << (8 - Depth - (i * Depth % 8)));
        }

        return row;
    }

    private byte[] Filtered(int kind, byte[] row, byte[] above)
    {
        int pixel = Math.Max(1, Channels * Depth / 8);
        return [(byte)kind, .. row.Select((value, i) => (byte)(value - Predicted(kind, i < pixel ? 0 : row[i - pixel], above[i], i < pixel ? 0 : above[i - pixel])))];
    }

    // As the standard words it.
    private static int Predicted(int kind, int left, int up, int corner)
    {
        int guess = left + up - corner;
        (int toLeft, int toUp, int toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return kind switch
        {
            0 => 0,
            1 => left,
            2 => up,
            3 => (left + up) / 2,
            _ => toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner,
        };
    }
}
