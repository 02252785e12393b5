namespace GanGate.Images;

/// <summary>The part of an image that is resized, and the sides that it is resized to; all in pixels.</summary>
/// <param name="Left">Where the part begins.</param>
/// <param name="Top">Where the part begins.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Across">The width of the resized part, of which the square in the middle is kept.</param>
/// <param name="Down">The height of the resized part, of which the square in the middle is kept.</param>
internal readonly record struct Frame(int Left, int Top, int Width, int Height, int Across, int Down)
{
    /// <summary>That of an image.</summary>
    /// <param name="crop">The rule.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    /// <param name="size">The square's side.</param>
    public static Frame Of(Crop crop, int width, int height, int size)
    {
        int square = Math.Min(width, height);
        return crop switch
        {
            Crop.CentreSquare => new((width - square) / 2, (height - square) / 2, square, square, size, size),
            Crop.ShorterSide => new(0, 0, width, height, Along(width, square, size), Along(height, square, size)),
            _ => new(0, 0, width, height, size, size),
        };
    }

    /// <summary>Where the square in the middle of a resized side begins.</summary>
    public static int Offset(int side, int square) => (int)Math.Round((side - square) / 2.0, MidpointRounding.ToEven);

    private static int Along(int side, int shorter, int size) => (int)((double)((long)size * side) / shorter);
}
