using GanGate.Features;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>Statistics of reference images, kept in a folder under the key of all that they depend on.</summary>
/// <param name="Folder">Where; it is made when there is something to keep.</param>
internal sealed record ReferenceCache(string Folder)
{
    /// <summary>The statistics of images: those that are kept, else measured and kept.</summary>
    /// <param name="images">The images.</param>
    /// <param name="protocol">The protocol under which they are measured.</param>
    /// <param name="measure">Measures them.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="GanGateException">GG2010: the folder cannot be written. And all that can be wrong with images.</exception>
    public FeatureStatistics Take(
        ImagesInput images, Protocol protocol, Func<FeatureStatistics> measure, CancellationToken cancellation)
    {
        string path = Path.Combine(Folder, MeasurementKey.Of(images, protocol, cancellation) + ".npz");
        if (Find(path) is FeatureStatistics known) return known;

        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(
                ErrorCodes.OutputUnwritable, $"the folder '{Folder}' for reference statistics cannot be made: {failure.Message}", failure);
        }

        AtomicFile.RequireWritable(path);
        FeatureStatistics measured = measure();
        StatisticsFile.Write(path, measured);
        return measured;
    }

    private static FeatureStatistics? Find(string path)
    {
        try
        {
            return File.Exists(path) ? StatisticsFile.Read(path) : null;
        }
        catch (GanGateException)
        {
            // A cut file is as good as none.
            return null;
        }
    }
}
