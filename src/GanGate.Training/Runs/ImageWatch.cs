using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>Watches a generator of images by the Fréchet distance and keeps sheets of samples.</summary>
internal sealed class ImageWatch(Sampler sampler, ScoreMeter meter, RunFolder folder, int size, int count) : IGanWatch
{
    /// <inheritdoc/>
    public string Metric => meter.Name;

    /// <inheritdoc/>
    public (double Score, int Samples) Look(TrainingState state, GanBatch batch, long step, CancellationToken cancellation)
    {
        SampledImages samples = new(sampler.Draw(state, batch, count, Pixels, cancellation), size);
        double score = meter.Measure(samples);
        AtomicFile.Write(folder.Samples(step, "png"), stream => stream.Write(SampleSheet.Draw(samples)));
        return (score, samples.Count);
    }

    /// <inheritdoc/>
    public byte[] Export(TrainingState state) => sampler.Export(state);

    private static byte[] Pixels(ReadOnlySpan<float> planes) => Planes.Interleave(Planes.ToBytes(planes), planes.Length / 3);
}
