namespace GanGate.Tests.Models;

/// <summary>Network inputs made by formula: 3 x side x side values in [0, 1], planes R, G, B.</summary>
internal static class TestPictures
{
    public static float[] Constant(int side, float value)
    {
        var planes = new float[3 * side * side];
        Array.Fill(planes, value);
        return planes;
    }

    public static float[] Noise(int side, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 3 * side * side).Select(_ => random.NextSingle())];
    }

    /// <summary>A gradient with a slanted grating and a bright square: nothing symmetric, every plane different.</summary>
    public static float[] Painted(int side, int seed)
    {
        double angle = 0.7 * seed, period = 3 + seed;
        var planes = new float[3 * side * side];
        for (int i = 0; i < planes.Length; i++)
        {
            int plane = i / (side * side), y = i / side % side, x = i % side;
            double wave = Math.Sin(((x * Math.Cos(angle)) + (y * Math.Sin(angle))) * 2 * Math.PI / period + plane);
            bool square = x > side / 5 && x < side / 2 && y > side / 3 && y < side - (seed % 7) - 4 && plane != seed % 3;
            planes[i] = square ? 0.9f : (float)(0.4 + (0.3 * wave) + (0.2 * y / side) - (0.1 * x / side));
        }

        return planes;
    }
}
