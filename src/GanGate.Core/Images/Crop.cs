using System.Text.Json.Serialization;

namespace GanGate.Images;

/// <summary>How an image that is not square becomes a square.</summary>
internal enum Crop
{
    /// <summary>Both sides are resized to the square's.</summary>
    Squash,

    /// <summary>The square in the middle is cut out, at the offsets (side - square) / 2 rounded down, and resized (CMMD).</summary>
    [JsonStringEnumMemberName("centre-square")]
    CentreSquare,

    /// <summary>
    /// The shorter side is resized to the square's and the longer one by the same factor, rounded down; then the square in the middle is
    /// cut out, at the offsets (side - square) / 2, halves to even (CLIP).
    /// </summary>
    [JsonStringEnumMemberName("shorter-side")]
    ShorterSide,
}
