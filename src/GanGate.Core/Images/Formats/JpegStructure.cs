using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>Whether a JPEG is whole: libjpeg fills what is missing with gray, or with the coarse picture of the first scans.</summary>
internal static class JpegStructure
{
    // Until there, a decoder reads what it has no use for as fast as it can be copied.
    private const int MostMetadata = 1 << 16;

    /// <summary>The part of the file that makes the picture: all of it, or a copy without large metadata.</summary>
    /// <exception cref="ImageDecodingException">The file is truncated, damaged or of an unsupported kind.</exception>
    public static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> file)
    {
        JpegFrame? frame = null;
        JpegCodes codes = new();
        JpegSegments segments = new(file);
        int interval = 0, metadata = 0;
        while (segments.MoveNext())
        {
            switch (segments.Marker)
            {
                case JpegSegments.EndOfImage:
                    if (frame is null) throw new ImageDecodingException("the file holds no picture");
                    frame.RequireAll();
                    return metadata > MostMetadata ? WithoutMetadata(file[..segments.Next], metadata) : file[..segments.Next];
                case JpegSegments.StartOfScan:
                    int start = segments.Next, restarts = segments.SkipScan();
                    if (frame is null) throw new ImageDecodingException("the header is damaged");
                    if (segments.Next >= file.Length) throw Truncated();
                    frame.AddScan(segments.Data, file[start..segments.Next], restarts, interval, codes);
                    break;
                case JpegSegments.HuffmanTables:
                    codes.Add(segments.Data);
                    break;
                case JpegSegments.RestartInterval when segments.Data.Length >= 2:
                    interval = BinaryPrimitives.ReadUInt16BigEndian(segments.Data);
                    break;
                case (>= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) or 0xF7:
                    frame = frame is null
                        ? JpegFrame.Read(segments.Marker, segments.Data)
                        : throw new ImageDecodingException("the header is damaged");
                    break;
                case byte marker when IsMetadata(marker):
                    metadata += segments.Next - segments.Start;
                    break;
            }
        }

        throw Truncated();
    }

    private static ImageDecodingException Truncated() => new("the file is truncated");

    // Applications' own data and comments, but for what says how colours are kept (JFIF's and Adobe's).
    private static bool IsMetadata(byte marker) => marker is (>= 0xE1 and <= 0xEF and not 0xEE) or 0xFE;

    private static byte[] WithoutMetadata(ReadOnlySpan<byte> file, int metadata)
    {
        byte[] rest = new byte[file.Length - metadata];
        int from = 0, to = 0;
        JpegSegments segments = new(file);
        while (segments.MoveNext())
        {
            if (segments.Marker == JpegSegments.StartOfScan) segments.SkipScan();
            if (!IsMetadata(segments.Marker)) continue;
            file[from..segments.Start].CopyTo(rest.AsSpan(to));
            to += segments.Start - from;
            from = segments.Next;
        }

        file[from..].CopyTo(rest.AsSpan(to));
        return rest;
    }
}
