using GanGate.Features;
using GanGate.Generators;
using GanGate.Training.Graphs;
using GanGate.Training.Networks;
using GanGate.Training.Randomness;
using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>Makes something of one piece of generated data, which is valid during the call.</summary>
internal delegate T SampleReader<out T>(ReadOnlySpan<float> sample);

/// <summary>Draws samples from the generator as it is.</summary>
internal sealed class Sampler : IDisposable
{
    private const string LatentName = "z";

    private readonly Gan _gan;
    private readonly GraphSession _session;
    private readonly HostTensor _latent;
    private readonly HostTensor _samples;

    /// <summary>Builds the sampling form of a generator.</summary>
    public Sampler(Gan gan, int threads, SessionDevice? device = null)
    {
        _gan = gan;
        int size = gan.Settings.BatchSize;
        Node z = Node.Variable(LatentName, size, gan.LatentLength), samples = gan.Sample(z);
        _session = new GraphSession(GraphModel.Write("generator", [(gan.OutputName, samples)]), threads, device);
        _latent = new HostTensor(new float[size * gan.LatentLength], z.Shape);
        _samples = new HostTensor(new float[samples.Length], samples.Shape);
    }

    /// <summary>Draws the same samples whenever the parameters are the same.</summary>
    /// <param name="state">The parameters.</param>
    /// <param name="batch">Knows the latent distribution.</param>
    /// <param name="count">How many.</param>
    /// <param name="read">Takes one sample.</param>
    /// <param name="cancellation">Stops it.</param>
    public IReadOnlyList<T> Draw<T>(TrainingState state, GanBatch batch, int count, SampleReader<T> read, CancellationToken cancellation)
    {
        int size = _gan.Settings.BatchSize, length = _samples.Values.Length / size;
        List<T> drawn = new(count);
        while (drawn.Count < count)
        {
            cancellation.ThrowIfCancellationRequested();
            batch.FillLatent(_latent.Values, RandomPurpose.Samples, drawn.Count / size);
            _session.Run(name => name == LatentName ? _latent.Value : state.Current(name), _ => _samples.Value);
            for (int i = 0; i < size && drawn.Count < count; i++) drawn.Add(read(_samples.Values.AsSpan(i * length, length)));
        }

        return drawn;
    }

    /// <summary>The generator by itself: an ONNX model with the input z, N x latent, and one output of N pieces; its metadata say what z is.</summary>
    public byte[] Export(TrainingState state)
    {
        Node samples = _gan.Sample(Node.Variable(LatentName, 1, _gan.LatentLength));
        Dictionary<string, float[]> known = GraphModel.Inputs([samples])
            .Select(input => ((Variable)input.Operation).Name)
            .Where(name => name != LatentName)
            .ToDictionary(name => name, name => state[name]);
        LatentDistribution latent = _gan.NormalLatent ? LatentDistribution.Normal : LatentDistribution.Uniform;
        return GraphModel.Write(
            "generator", [(_gan.OutputName, samples)], known, batch: "N", (GeneratorModel.LatentKey, latent.ToString().ToLowerInvariant()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _latent.Dispose();
        _samples.Dispose();
    }
}
