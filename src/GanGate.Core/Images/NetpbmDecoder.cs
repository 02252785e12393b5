
namespace GanGate.Images;

/// <summary>PGM and PPM, plain (P2, P3) and raw (P5, P6), with up to 16 bits a sample.</summary>
internal static class NetpbmDecoder
{
    private const int LargestMaximum = 65535;

    /// <summary>Decodes a file.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="sampleBits">How many bits of samples of 16 bits hold a value; only where the file says no more than 16.</param>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlySpan<byte> file, int sampleBits)
    {
        char kind = (char)file[1];
        NetpbmReader reader = new(file[2..]);
        int width = reader.ReadNumber(), height = reader.ReadNumber();
        ImageDecoder.CheckSize(width, height);
        int maximum = reader.ReadNumber();
        if (maximum is 0 or > LargestMaximum)
        {
            throw new ImageDecodingException($"a largest value of {maximum} is not between 1 and {LargestMaximum}");
        }

        bool wide = maximum == LargestMaximum;
        byte[] levels = Levels(wide ? (1 << sampleBits) - 1 : maximum);
        int channels = kind is '3' or '6' ? 3 : 1;
        int samples = width * height * channels;
        int largest = 0;
        byte[] values = kind is '2' or '3' ? ReadPlain(ref reader, samples, levels, ref largest) : ReadRaw(ref reader, samples, levels, ref largest);
        if (wide) WideSamples.RequireInside(largest, sampleBits);
        return new RgbImage(name, width, height, channels == 3 ? values : Triple(values)) { LargestOf16Bits = wide ? largest : null };
    }

    // Rounds half to even, in double, as Pillow does.
    private static byte[] Levels(int maximum)
    {
        byte[] levels = new byte[maximum + 1];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)Math.Round((double)i / maximum * 255);
        }

        return levels;
    }

    private static byte[] ReadPlain(ref NetpbmReader reader, int samples, byte[] levels, ref int largest)
    {
        // At least a digit each and a space between, so a short file cannot ask for much memory.
        reader.Require((2L * samples) - 1);
        byte[] values = GC.AllocateUninitializedArray<byte>(samples);
        for (int i = 0; i < samples; i++)
        {
            int value = reader.ReadNumber();
            largest = Math.Max(largest, value);
            values[i] = value < levels.Length
                ? levels[value]
                : throw new ImageDecodingException($"the sample {value} is above the largest value of {levels.Length - 1}");
        }

        return values;
    }

    private static byte[] ReadRaw(ref NetpbmReader reader, int samples, byte[] levels, ref int largest)
    {
        reader.SkipSeparator();
        int size = levels.Length > 256 ? 2 : 1;
        reader.Require((long)samples * size);
        ReadOnlySpan<byte> raw = reader.Rest;
        byte[] values = GC.AllocateUninitializedArray<byte>(samples);
        for (int i = 0; i < samples; i++)
        {
            int value = size == 1 ? raw[i] : (raw[2 * i] << 8) | raw[(2 * i) + 1];
            largest = Math.Max(largest, value);
            values[i] = levels[Math.Min(value, levels.Length - 1)];
        }

        return values;
    }

    private static byte[] Triple(byte[] gray)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(gray.Length * 3);
        for (int i = 0; i < gray.Length; i++)
        {
            pixels.AsSpan(i * 3, 3).Fill(gray[i]);
        }

        return pixels;
    }
}
