using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace GanGate.Reporting.Charts;

/// <summary>Writes the texts of a chart in <see cref="ChartFont"/>.</summary>
internal static class ChartLetters
{
    private const float DefaultSize = 11;

    /// <summary>Writes one text.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">The SVG element.</param>
    /// <param name="look">Its colour and size.</param>
    public static void Draw(SKCanvas canvas, XElement text, ChartLook look)
    {
        float size = look["font-size"] is string pixels ? float.Parse(pixels[..^"px".Length], CultureInfo.InvariantCulture) : DefaultSize;
        using SKFont font = ChartFont.Of(size, bold: look["font-weight"] is not null);
        float width = font.MeasureText(text.Value), x = (float)text.Attribute("x")!, y = (float)text.Attribute("y")!;
        x -= (string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        using SKPaint ink = new() { IsAntialias = true, Color = SKColor.Parse(look["fill"]) };
        using SKPath letters = font.GetTextPath(text.Value, new SKPoint(x, y));
        canvas.DrawPath(letters, ink);
    }
}
