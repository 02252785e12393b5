using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace GanGate.Reporting.Charts;

/// <summary>Writes the texts of a chart with the pen of <see cref="StrokeFont"/>.</summary>
internal static class ChartLetters
{
    private const float DefaultSize = 11;
    private const float PenWidth = 0.1f;
    private const float BoldPenWidth = 0.14f;

    /// <summary>Writes one text.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">The SVG element.</param>
    /// <param name="look">Its colour and size.</param>
    public static void Draw(SKCanvas canvas, XElement text, ChartLook look)
    {
        float size = look["font-size"] is string pixels ? float.Parse(pixels[..^"px".Length], CultureInfo.InvariantCulture) : DefaultSize;
        float width = StrokeFont.WidthOf(text.Value, size), x = (float)text.Attribute("x")!, y = (float)text.Attribute("y")!;
        x -= (string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        using SKPaint pen = new()
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            Color = SKColor.Parse(look["fill"]),
            StrokeWidth = size * (look["font-weight"] is null ? PenWidth : BoldPenWidth),
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        using SKPath strokes = StrokeFont.Write(text.Value, x, y, size);
        canvas.DrawPath(strokes, pen);
    }
}
