using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace GanGate.Reporting.Charts;

/// <summary>The SVG of our charts as PNG on white, in the light scheme: what charts are made of is all that it can draw.</summary>
internal static class ChartPicture
{
    // Pixels for one of the SVG, for screens that have two.
    private const int Scale = 2;

    // Around the charts, which begin at their very edge, in pixels of the SVG.
    private const int Margin = 8;

    /// <summary>Draws an SVG of <see cref="Chart.ToSvgFile(IReadOnlyList{Chart})"/>.</summary>
    /// <returns>The content of a .png file.</returns>
    /// <exception cref="GanGateException">GG4001: Skia's native library cannot be loaded.</exception>
    public static byte[] Draw(string svg)
    {
        try
        {
            return DrawAll(XElement.Parse(svg));
        }
        catch (Exception exception) when (NativeLibrary.IsLoadFailure(exception))
        {
            throw NativeLibrary.Missing("SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies (on Linux)", exception);
        }
    }

    private static byte[] DrawAll(XElement svg)
    {
        SKImageInfo info = new(SizeOf(svg, "width"), SizeOf(svg, "height"), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKBitmap bitmap = new(info);
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        canvas.Translate(Margin, Margin);
        DrawChildren(canvas, svg);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static int SizeOf(XElement svg, string side) => (int)Math.Ceiling((Number(svg, side) + (2 * Margin)) * Scale);

    private static void DrawChildren(SKCanvas canvas, XElement parent)
    {
        foreach (XElement element in parent.Elements())
        {
            if (element.Name.LocalName == "g")
            {
                canvas.Save();
                float[] shift = Numbers(((string)element.Attribute("transform")!)["translate(".Length..].TrimEnd(')'));
                canvas.Translate(shift[0], shift[1]);
                DrawChildren(canvas, element);
                canvas.Restore();
            }
            else if (element.Name.LocalName == "text")
            {
                ChartLetters.Draw(canvas, element, ChartLook.Of(element));
            }
            else if (ShapeOf(element) is SKPath shape)
            {
                using (shape) Paint(canvas, shape, ChartLook.Of(element));
            }
        }
    }

    private static SKPath? ShapeOf(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "path":
                return SKPath.ParseSvgPathData((string)element.Attribute("d")!);
            case "polygon":
                return SKPath.ParseSvgPathData($"M{((string)element.Attribute("points")!).Trim()}Z");
            case "rect":
                using (SKPathBuilder builder = new())
                {
                    builder.AddRect(SKRect.Create(
                        Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height")));
                    return builder.Detach();
                }

            case "circle":
                using (SKPathBuilder builder = new())
                {
                    builder.AddCircle(Number(element, "cx"), Number(element, "cy"), Number(element, "r"));
                    return builder.Detach();
                }

            default:
                return null;
        }
    }

    private static void Paint(SKCanvas canvas, SKPath shape, ChartLook look)
    {
        using SKPaint paint = new() { IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        if ((look["fill"] ?? "#000000") is var fill and not "none")
        {
            float opacity = look["fill-opacity"] is string share ? Number(share) : 1;
            paint.Color = SKColor.Parse(fill).WithAlpha((byte)Math.Round(opacity * byte.MaxValue));
            canvas.DrawPath(shape, paint);
        }

        if (look["stroke"] is not (string and not "none")) return;

        paint.Style = SKPaintStyle.Stroke;
        paint.Color = SKColor.Parse(look["stroke"]);
        paint.StrokeWidth = look["stroke-width"] is string width ? Number(width) : 1;
        using SKPathEffect? dashes = look["stroke-dasharray"] is string and not "none" ? SKPathEffect.CreateDash(Dashes(look), 0) : null;
        paint.PathEffect = dashes;
        canvas.DrawPath(shape, paint);
    }

    private static float[] Dashes(ChartLook look) => Numbers(look["stroke-dasharray"]!);

    private static float[] Numbers(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private static float Number(XElement element, string attribute) => Number((string)element.Attribute(attribute)!);

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
