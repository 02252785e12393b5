using System.Text;
using GanGate.Measuring;
using GanGate.Settings;
using GanGate.Texts;
using GanGate.Training.Networks;
using GanGate.Training.Runs;

namespace GanGate.Training.Texts;

/// <summary>Trains a generator of lines of text and watches its score.</summary>
public static class TextTraining
{
    /// <summary>
    /// Trains until the steps are done, the score no longer falls, or it is cancelled; then a checkpoint is left to go on from.
    /// </summary>
    /// <param name="settings">Networks, rates and seed; the alphabet is that of the text.</param>
    /// <param name="options">What to read and write: the source is a UTF-8 file of lines.</param>
    /// <param name="divergence">The score.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <exception cref="GanGateException">
    /// GG2060: it diverged; GG2061: there is nothing to go on with; GG2062: too few lines; GG2002, GG2003, GG2012, GG2090: a text is
    /// missing, empty or unreadable.
    /// </exception>
    public static GanResult Run(
        GanSettings settings, GanRunOptions options, TextDivergence divergence, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(divergence);
        TextCorpus corpus = TextCorpus.Read(options.Source, settings.Size, cancellation);
        if (options.Reference is string reference) TextSet.Open(reference, settings.Size, samples: null, cancellation);
        if (corpus.Count < settings.BatchSize)
        {
            throw new GanGateException(
                ErrorCodes.TooFewToTrain,
                $"'{options.Source}' holds {corpus.Count} lines, fewer than one mini-batch of {settings.BatchSize}: add lines or lower {Setting.MiniBatch}");
        }

        RunFolder folder = RunFolder.Open(options.Folder, options.Resume);
        Gan gan = Gan.Of(settings with { Alphabet = corpus.Alphabet.Count });
        using GanPlayers players = GanPlayers.Open(gan, options);
        if (players.Device.InsteadOfGpu is Sentence reason) options.Measurement.Warnings?.Report(Measurer.GpuPassedOver(reason));

        using Sampler sampler = new(gan, options.StepThreads, players.Device);
        using GanBatch batch = new(gan, corpus.Count, (places, values) => corpus.Fill(places, values));
        TextWatch watch = new(sampler, corpus, divergence, options, folder);
        TrainingData data = new(
            TrainingData.HashOf(options.Source),
            Crop: null,
            watch.Metric,
            options.Reference is null ? null : TrainingData.HashOf(options.Reference));
        GanLoop loop = new(
            options, folder, players, batch, watch, data, Curve.Start(gan, options.Source, corpus.Count, watch.Metric));

        // A checkpoint that is refused is not harmed.
        AtomicFile.Write(folder.Alphabet, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(corpus.Alphabet))));
        return loop.Run(cancellation);
    }
}
