using GanGate.Archives;

namespace GanGate.Statistics;

/// <summary>Features in an .npz archive: <c>features</c> (n x D, float32) and <c>names</c> (a line for each image).</summary>
internal static class FeatureTableEntries
{
    private const string FeaturesEntry = "features";
    private const string NamesEntry = "names";

    /// <summary>Adds a table to an archive.</summary>
    public static void Write(NpzWriter npz, FeatureTable table)
    {
        npz.Add(FeaturesEntry, table.Values.Span, table.Count, table.Dimension);
        npz.AddText(NamesEntry, string.Join('\n', table.Names.Select(name => name.ReplaceLineEndings(" "))));
    }

    /// <summary>Reads the table of an archive; null where there is none.</summary>
    /// <exception cref="GanGateException">It is not valid (GG2006), damaged (GG2014) or not finite (GG2011).</exception>
    /// <param name="path">The archive's name, for messages.</param>
    /// <param name="npz">The archive.</param>
    /// <param name="ours">Whether GanGate wrote it: other programs may have other things under these names.</param>
    public static FeatureTable? Read(string path, NpzReader npz, bool ours)
    {
        if (!npz.Contains(FeaturesEntry) || !npz.Contains(NamesEntry) || !(ours || Fits(npz))) return null;
        NpyHeader header = npz.HeaderOf(FeaturesEntry);
        string[] names = (npz.ReadText(NamesEntry).FirstOrDefault() ?? "").Split('\n');
        if (!IsTable(header) || header.Shape[0] != names.Length || header.Shape[1] is < 1 or > int.MaxValue)
        {
            throw StatisticsCheck.Invalid(
                path, $"has features of the type '{header.Element}' and the shape {header.ShapeText} for {names.Length} names");
        }

        float[] values = npz.Read<float>(FeaturesEntry);
        int bad = Numerics.Finite.IndexOfNotFinite(values);
        return bad < 0
            ? new FeatureTable(values, (int)header.Shape[1], names)
            : throw new GanGateException(ErrorCodes.NotFinite, $"'{path}' holds {values[bad]} among its features");
    }

    private static bool IsTable(NpyHeader header) => header.Element is { Kind: 'f', Size: sizeof(float) } && header.Shape.Count == 2;

    private static bool Fits(NpzReader npz) => npz.TryHeaderOf(FeaturesEntry) is NpyHeader features && IsTable(features)
        && npz.TryHeaderOf(NamesEntry) is { Element: { Kind: 'U', Size: > 0 }, Count: 1 }
        && npz.ReadText(NamesEntry)[0].Split('\n').Length == features.Shape[0];
}
