using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>A folder with a statistics file for each class, named for it. One is in memory at a time: there may be a thousand.</summary>
/// <param name="Source">What the user called it.</param>
/// <param name="Files">The path of each class's file.</param>
/// <param name="First">The first of them.</param>
internal sealed record ClassStatisticsInput(string Source, IReadOnlyDictionary<string, string> Files, StatisticsInput First)
    : MeasurementInput(Source)
{
    /// <inheritdoc/>
    public override MeasurementInput Stated => First;

    /// <inheritdoc/>
    public override IImageList? List => null;

    /// <summary>Whether a source is a folder that holds statistics files.</summary>
    public static bool IsFolder(string source) => Directory.Exists(source) && Names(source).Length > 0;

    /// <summary>Lists the files and reads the first.</summary>
    /// <exception cref="GanGateException">GG2006 or GG2012: the file is not valid, or cannot be read.</exception>
    public static ClassStatisticsInput Open(string source)
    {
        string[] files = Names(source);
        Dictionary<string, string> classes = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            string name = ClassName.Of(Path.GetFileNameWithoutExtension(file));
            if (!classes.TryAdd(name, file))
            {
                throw new GanGateException(ErrorCodes.ClassesDiffer, $"'{file}' and '{classes[name]}' are both of the class '{name}'");
            }
        }

        return new ClassStatisticsInput(source, classes, OfFile(files[0]));
    }

    /// <summary>The statistics of one class.</summary>
    /// <exception cref="GanGateException">GG2006 or GG2012: the file is not valid, or cannot be read.</exception>
    public StatisticsInput Read(string name) => OfFile(Files[name]);

    private static StatisticsInput OfFile(string path) => new(path, StatisticsFile.Read(path));

    private static string[] Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.npz")
                .Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{folder}' cannot be read: {failure.Message}", failure);
        }
    }
}
