namespace GanGate.Training.Runs;

/// <summary>Images as three planes, and as pixels.</summary>
internal static class Planes
{
    /// <summary>Pixels of planes of bytes.</summary>
    /// <param name="planes">3 x count.</param>
    /// <param name="count">Pixels of the image.</param>
    public static byte[] Interleave(ReadOnlySpan<byte> planes, int count)
    {
        byte[] pixels = new byte[3 * count];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = planes[(i % 3 * count) + (i / 3)];
        return pixels;
    }

    /// <summary>Bytes of values in [-1, 1]: 127.5 (x + 1), rounded.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round((values[i] + 1) * 127.5f), 0, 255);
        return bytes;
    }
}
