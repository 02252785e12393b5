using SkiaSharp;

namespace GanGate.Reporting.Charts;

/// <summary>
/// The letters of pictures of charts: Latin, digits, some Greek and signs of the font Inter, which the assembly holds, since Skia finds no
/// font on Linux without further libraries. Letters are drawn as outlines without hints, so that they are the same on every machine.
/// </summary>
internal static class ChartFont
{
    private static readonly SKTypeface Regular = Load("Inter-Regular.otf"), SemiBold = Load("Inter-SemiBold.otf");

    /// <summary>The font in one size; to be disposed of.</summary>
    /// <param name="size">In pixels.</param>
    /// <param name="bold">Whether letters are heavier, as those of names.</param>
    public static SKFont Of(float size, bool bold) => new(bold ? SemiBold : Regular, size)
    {
        Hinting = SKFontHinting.None,
        LinearMetrics = true,
        Subpixel = true,
    };

    private static SKTypeface Load(string name)
    {
        using Stream file = typeof(ChartFont).Assembly.GetManifestResourceStream(name)!;
        using SKData data = SKData.Create(file);
        return SKTypeface.FromData(data);
    }
}
