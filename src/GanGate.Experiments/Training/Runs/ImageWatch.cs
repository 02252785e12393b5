using GanGate.Images;
using GanGate.Metrics;
using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>Watches a generator of images by the Fréchet distance and keeps grids of samples.</summary>
internal sealed class ImageWatch(Sampler sampler, ScoreMeter meter, RunFolder folder, int size, int count) : IGanWatch
{
    /// <inheritdoc/>
    public string Metric => meter.Name;

    /// <inheritdoc/>
    public Estimate Look(TrainingState state, GanBatch batch, long step, CancellationToken cancellation)
    {
        SampledImages samples = new(sampler.Draw(state, batch, count, Pixels, cancellation), size);
        Estimate score = meter.Measure(samples);
        ImageGrid.Write(folder.Samples(step, "png"), samples);
        return score;
    }

    /// <inheritdoc/>
    public byte[] Export(TrainingState state) => sampler.Export(state);

    private static byte[] Pixels(ReadOnlySpan<float> planes) => Planes.Interleave(Planes.ToBytes(planes), planes.Length / 3);
}
