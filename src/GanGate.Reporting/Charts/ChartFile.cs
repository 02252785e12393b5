using System.Text;

namespace GanGate.Reporting.Charts;

/// <summary>Charts in a file of their own, below each other: as SVG, or as PNG where the name ends so.</summary>
internal static class ChartFile
{
    // On a screen of 400 pixels, with a scroll bar, letters are still 9 pixels high.
    private const int Width = 460;

    private const string Picture = ".png";
    private const string Drawing = ".svg";


    /// <summary>Writes some charts.</summary>
    /// <exception cref="GanGateException">GG2001: its name says that it is something else; GG2010: the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Chart> charts)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not ("" or Picture or Drawing))
        {
            throw new GanGateException(ErrorCodes.Usage, $"'{path}' cannot be drawn: charts are SVG or PNG, and the name ends with .svg or .png");
        }

        string svg = Chart.ToSvgFile([.. charts.Select(chart => chart with { Width = Width })]);
        bool picture = path.EndsWith(Picture, StringComparison.OrdinalIgnoreCase);
        byte[] content = picture ? ChartPicture.Draw(svg) : Encoding.UTF8.GetBytes(svg);
        AtomicFile.Write(path, stream => stream.Write(content));
    }
}
