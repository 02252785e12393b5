namespace GanGate.Reporting.Html;

/// <summary>Picture files inside a page, as many as it has room for.</summary>
internal static class PictureFiles
{
    private const long RoomForPictures = 1_500_000;
    private const int MostPictures = 24;
    private const int ShownWidth = 260;

    /// <summary>A section with pictures; of too many it shows some, evenly from the first to the last.</summary>
    /// <returns>Nothing where there is no picture.</returns>
    public static Markup Section(string title, IEnumerable<CaptionedPicture> pictures)
    {
        CaptionedPicture[] all = [.. pictures];
        int shown = Math.Min(all.Length, MostPictures);
        List<Markup> figures = [];
        long room = RoomForPictures;
        for (int i = 0; i < shown; i++)
        {
            CaptionedPicture picture = all[shown == 1 ? 0 : (int)((long)i * (all.Length - 1) / (shown - 1))];
            if (Read(picture.Path) is not byte[] png || png.Length * 4L / 3 > room) continue;

            room -= png.Length * 4L / 3;
            figures.Add(Figure(picture, png));
        }

        return figures.Count == 0 ? Markup.Empty : Markup.Of($"<h3>{title}</h3><div class=\"columns\">{figures}</div>");
    }

    private static Markup Figure(CaptionedPicture picture, byte[] png)
    {
        string data = $"data:image/png;base64,{Convert.ToBase64String(png)}";
        return Markup.Of($"""
            <figure><img width="{ShownWidth}" alt="{picture.Name}" src="{data}">
            <figcaption>{picture.Name}<br>{picture.Note}</figcaption></figure>

            """);
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= RoomForPictures ? File.ReadAllBytes(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The scores are what counts; a picture may have been cleaned away.
            return null;
        }
    }
}

/// <summary>A picture in a file, with what is written below it.</summary>
/// <param name="Path">A PNG file.</param>
/// <param name="Name">What it shows.</param>
/// <param name="Note">Its score.</param>
internal sealed record CaptionedPicture(string Path, string Name, string Note);
