namespace GanGate.Images;

/// <summary>PGM and PPM, plain (P2, P3) and raw (P5, P6), with up to 16 bits a sample.</summary>
internal static class NetpbmDecoder
{
    private const int LargestMaximum = 65535;

    public static RgbImage Decode(string name, ReadOnlySpan<byte> file)
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

        byte[] levels = Levels(maximum);
        int channels = kind is '3' or '6' ? 3 : 1;
        int samples = width * height * channels;
        byte[] values = kind is '2' or '3' ? ReadPlain(ref reader, samples, levels) : ReadRaw(ref reader, samples, levels);
        return new RgbImage(name, width, height, channels == 3 ? values : Triple(values));
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

    private static byte[] ReadPlain(ref NetpbmReader reader, int samples, byte[] levels)
    {
        // At least a digit each and a space between, so a short file cannot ask for much memory.
        reader.Require((2L * samples) - 1);
        byte[] values = GC.AllocateUninitializedArray<byte>(samples);
        for (int i = 0; i < samples; i++)
        {
            int value = reader.ReadNumber();
            values[i] = value < levels.Length
                ? levels[value]
                : throw new ImageDecodingException($"the sample {value} is above the largest value of {levels.Length - 1}");
        }

        return values;
    }

    private static byte[] ReadRaw(ref NetpbmReader reader, int samples, byte[] levels)
    {
        reader.SkipSeparator();
        int size = levels.Length > 256 ? 2 : 1;
        reader.Require((long)samples * size);
        ReadOnlySpan<byte> raw = reader.Rest;
        byte[] values = GC.AllocateUninitializedArray<byte>(samples);
        for (int i = 0; i < samples; i++)
        {
            int value = size == 1 ? raw[i] : (raw[2 * i] << 8) | raw[(2 * i) + 1];
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
