namespace GanGate.Images;

/// <summary>The colour types of PNG, under their numbers.</summary>
internal enum PngColour
{
    /// <summary>One sample, of gray.</summary>
    Gray = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 2,

    /// <summary>One sample, the number of a colour in the palette.</summary>
    Palette = 3,

    /// <summary>Gray and alpha.</summary>
    GrayAlpha = 4,

    /// <summary>Red, green, blue and alpha.</summary>
    RgbAlpha = 6,
}
