using GanGate.Images;

namespace GanGate.Reporting.Html;

/// <summary>Grids of samples inside a page, as many as it has room for.</summary>
internal static class GridSection
{
    private const long RoomForPictures = 1_500_000;
    private const long LargestFile = 1 << 26;
    private const int MostPictures = 24;
    private const int ShownWidth = 260;

    /// <summary>A section with grids; of too many it shows some, evenly from the first to the last.</summary>
    /// <returns>Nothing where there is no grid.</returns>
    public static Markup Draw(string title, IEnumerable<CaptionedGrid> grids)
    {
        CaptionedGrid[] all = [.. grids];
        int shown = Math.Min(all.Length, MostPictures);
        List<Markup> figures = [];
        long room = RoomForPictures;
        for (int i = 0; i < shown; i++)
        {
            CaptionedGrid grid = all[shown == 1 ? 0 : (int)((long)i * (all.Length - 1) / (shown - 1))];
            if ((grid.Picture ?? Read(grid.Path)) is not Thumbnail picture || picture.Data.Length * 4L / 3 > room) continue;

            room -= picture.Data.Length * 4L / 3;
            figures.Add(Figure(grid, picture));
        }

        return figures.Count == 0 ? Markup.Empty : Markup.Of($"<h3>{title}</h3><div class=\"columns\">{figures}</div>");
    }

    private static Markup Figure(CaptionedGrid grid, Thumbnail picture)
    {
        string data = $"data:{picture.MediaType};base64,{Convert.ToBase64String(picture.Data.Span)}";
        int height = Math.Max(1, ShownWidth * picture.Height / picture.Width);
        return Markup.Of($"""
            <figure><img width="{ShownWidth}" height="{height}" alt="{grid.Name}" src="{data}">
            <figcaption>{grid.Name}<br>{grid.Note}</figcaption></figure>

            """);
    }

    private static Thumbnail? Read(string? path)
    {
        try
        {
            return path is not null && new FileInfo(path).Length <= LargestFile
                ? ImageGrid.ToThumbnail(ImageDecoder.Decode(path, File.ReadAllBytes(path)))
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ImageDecodingException)
        {
            // The scores are what counts; a picture may have been cleaned away.
            return null;
        }
    }
}

/// <summary>A grid of samples with what is written below it.</summary>
/// <param name="Picture">The grid; null where only its file is known.</param>
/// <param name="Path">Its file; null where there is none.</param>
/// <param name="Name">What it shows.</param>
/// <param name="Note">Its score.</param>
internal sealed record CaptionedGrid(Thumbnail? Picture, string? Path, string Name, string Note);
