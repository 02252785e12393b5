using BitMiracle.LibTiff.Classic;

namespace GanGate.Tests.Images;

/// <summary>Puts TIFFs together that no program would write: little-endian, one strip unless told otherwise.</summary>
internal static class TiffFile
{
    /// <summary>A TIFF of one strip, with tags that replace or add to those of 8-bit RGB; a tag with no values is left out.</summary>
    public static byte[] Of(int width, int height, byte[] strip, params (TiffTag Tag, int[] Values)[] more)
    {
        SortedDictionary<int, int[]> tags = new()
        {
            [(int)TiffTag.IMAGEWIDTH] = [width],
            [(int)TiffTag.IMAGELENGTH] = [height],
            [(int)TiffTag.BITSPERSAMPLE] = [8, 8, 8],
            [(int)TiffTag.COMPRESSION] = [1],
            [(int)TiffTag.PHOTOMETRIC] = [2],
            [(int)TiffTag.STRIPOFFSETS] = [8],
            [(int)TiffTag.SAMPLESPERPIXEL] = [3],
            [(int)TiffTag.ROWSPERSTRIP] = [height],
            [(int)TiffTag.STRIPBYTECOUNTS] = [strip.Length],
        };
        foreach ((TiffTag tag, int[] values) in more) tags[(int)tag] = values;
        foreach (int tag in tags.Keys.Where(tag => tags[tag].Length == 0).ToArray()) tags.Remove(tag);

        List<byte> file = [.. "II*\0"u8, 0, 0, 0, 0, .. strip], entries = [];
        foreach ((int tag, int[] values) in tags)
        {
            byte[] data = [.. values.SelectMany(BitConverter.GetBytes)];
            entries.AddRange([.. BitConverter.GetBytes((ushort)tag), 4, 0, .. BitConverter.GetBytes(values.Length)]);
            entries.AddRange(data.Length == 4 ? data : BitConverter.GetBytes(file.Count));
            if (data.Length > 4) file.AddRange(data);
        }

        byte[] start = BitConverter.GetBytes(file.Count);
        file.AddRange([.. BitConverter.GetBytes((ushort)tags.Count), .. entries, 0, 0, 0, 0]);
        byte[] bytes = [.. file];
        start.CopyTo(bytes, 4);
        return bytes;
    }
}
