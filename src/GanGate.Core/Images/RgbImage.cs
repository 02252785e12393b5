namespace GanGate.Images;

/// <summary>A decoded image: 8-bit RGB, rows from the top, H x W x 3 interleaved.</summary>
/// <param name="Name">The name within its source, for messages and reports.</param>
/// <param name="Width">W, in pixels.</param>
/// <param name="Height">H, in pixels.</param>
/// <param name="Pixels">H * W * 3 bytes.</param>
public sealed record RgbImage(string Name, int Width, int Height, byte[] Pixels)
{
#pragma warning disable CA1819 // A copy of an image per access would serve nobody.
    /// <summary>
    /// The same H * W * 3 samples, from 0 to 255, before they were rounded to <see cref="Pixels"/>; null for all that comes as bytes. Where
    /// they are known, networks see them instead of the bytes.
    /// </summary>
    public float[]? Unrounded { get; init; }
#pragma warning restore CA1819

    /// <summary>Whether its file holds more pictures behind it: other pages, or the rest of an animation.</summary>
    internal bool IsFirstOfSeveral { get; init; }

    /// <summary>The largest colour of a file with 16 bits a sample, of which <see cref="Pixels"/> keeps the upper 8; null for all others.</summary>
    internal int? LargestOf16Bits { get; init; }
}
