namespace GanGate.Images;

/// <summary>A decoded image: 8-bit RGB, rows from the top, H x W x 3 interleaved.</summary>
/// <param name="Name">The name within its source, for messages and reports.</param>
/// <param name="Width">W, in pixels.</param>
/// <param name="Height">H, in pixels.</param>
/// <param name="Pixels">H * W * 3 bytes.</param>
public sealed record RgbImage(string Name, int Width, int Height, byte[] Pixels);
