using GanGate.Metrics;
using GanGate.Training.Runs;
using GanGate.Training.Steps;

namespace GanGate.Training.Texts;

/// <summary>Watches a generator of lines: keeps the samples of each evaluation as a text file and measures that file.</summary>
internal sealed class TextWatch(Sampler sampler, TextCorpus corpus, TextDivergence divergence, GanRunOptions options, RunFolder folder)
    : IGanWatch
{
    /// <inheritdoc/>
    public string Metric => divergence.Name;

    /// <inheritdoc/>
    public Estimate Look(TrainingState state, GanBatch batch, long step, CancellationToken cancellation)
    {
        IReadOnlyList<string> lines = sampler.Draw(state, batch, options.EvalSamples, corpus.ToLine, cancellation);
        string file = folder.Samples(step, "txt");
        AtomicFile.Write(file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")));
        return divergence.Measure(file, options.Reference ?? options.Source, lines.Count, cancellation);
    }

    /// <inheritdoc/>
    public byte[] Export(TrainingState state) => sampler.Export(state);
}
