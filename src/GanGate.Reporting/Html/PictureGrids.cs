using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Reporting.Html;

/// <summary>Grids of sample pictures, as many as a page has room for.</summary>
internal sealed class PictureGrids
{
    // Very small pictures are enlarged by a whole number, each of their pixels a square.
    private const int ShownSide = 96;

    // What the markup around a picture takes, with the longest name.
    private const int MarkupRoom = 2500;

    private const int LongestCaption = 60;

    private long _room;

    /// <summary>Begins the grids of one result.</summary>
    /// <param name="room">The bytes that they may take.</param>
    public PictureGrids(long room) => _room = room;

    /// <summary>All grids; the most telling ones get the room first.</summary>
    public Markup Draw(SamplePictures pictures)
    {
        Markup[] grids =
        [
            Grid("Worst: without them the score would fall most", pictures.Worst),
            Pairs("Repeats: samples that show the same", pictures.Repeated),
            Pairs("Copies: samples beside the reference images they repeat", pictures.Copied),
            Grid("Best: most like what the reference has and the samples lack", pictures.Best),
            Grid("Typical: in the middle", pictures.Typical),
            Grid("Reference", pictures.Reference),
        ];
        return Markup.Of($"<h3>Pictures</h3>{grids}");
    }

    private Markup Grid(string title, IReadOnlyList<SamplePicture> pictures) => pictures.Count == 0
        ? Markup.Empty
        : Markup.Of($"""<h4>{title}</h4><div class="pictures">{pictures.Select(picture => Figure(picture)).ToArray()}</div>""");

    private Markup Pairs(string title, IReadOnlyList<PicturePair> pairs) => pairs.Count == 0
        ? Markup.Empty
        : Markup.Of($"""
            <h4>{title}</h4><div class="pictures pairs">{pairs.Select(Pair).ToArray()}</div>
            """);

    private Markup Pair(PicturePair pair) => Markup.Of($"""
        <div class="pair">{Figure(pair.Image)}{Figure(pair.Other, $"{ScoreFormat.Number(pair.Distance)} apart")}</div>
        """);

    private Markup Figure(SamplePicture picture, string? note = null)
    {
        if (_room < MarkupRoom) return Markup.Empty;

        _room -= MarkupRoom;
        string name = ReportFacts.Name(picture.Name);
        note ??= picture.Raises is double by ? $"{(by < 0 ? "−" : "+")}{ScoreFormat.Number(Math.Abs(by))}" : null;
        Markup line = note is null ? Markup.Empty : Markup.Of($"<br>{note}");
        return Markup.Of($"""
            <figure>{Image(picture, name)}
            <figcaption title="{name}">{PlainText.OneLine(name, LongestCaption)}{line}</figcaption></figure>

            """);
    }

    private Markup Image(SamplePicture picture, string name)
    {
        if (!picture.HasPixels) return Markup.Of($"""<div class="gone">no picture: its features were given</div>""");
        if (picture.Thumbnail is not Thumbnail thumbnail) return Markup.Of($"""<div class="gone">can no longer be read</div>""");

        long bytes = thumbnail.Data.Length * 4L / 3;
        if (bytes > _room) return Markup.Of($"""<div class="gone">left out: no room on the page</div>""");

        _room -= bytes;
        int side = Math.Max(thumbnail.Width, thumbnail.Height);
        bool pixels = ShownSide / side > 1;
        double scale = pixels ? ShownSide / side : ShownSide / (double)side;
        string look = pixels ? "pixels" : "smooth";
        string data = $"data:{thumbnail.MediaType};base64,{Convert.ToBase64String(thumbnail.Data.Span)}";
        return Markup.Of(
            $"""<img class="{look}" width="{Shown(thumbnail.Width)}" height="{Shown(thumbnail.Height)}" alt="{name}" src="{data}">""");

        int Shown(int pixels) => Math.Max(1, (int)Math.Round(pixels * scale));
    }
}
