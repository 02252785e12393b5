using GanGate.Images;
using GanGate.Training.Graphs;
using GanGate.Training.Graphs.Operations;
using GanGate.Training.Networks;
using GanGate.Training.Randomness;
using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>Draws samples from the generator as it is.</summary>
internal sealed class Sampler : IDisposable
{
    private const string LatentName = "z";
    private const string OutputName = "images";

    private readonly Gan _gan;
    private readonly GraphSession _session;
    private readonly HostTensor _latent;
    private readonly HostTensor _images;

    /// <summary>Builds the sampling form of a generator.</summary>
    public Sampler(Gan gan, int threads)
    {
        _gan = gan;
        int size = gan.Settings.BatchSize;
        Node z = Node.Variable(LatentName, size, gan.LatentLength), images = gan.Sample(z);
        _session = new GraphSession(GraphModel.Write("generator", [(OutputName, images)]), threads);
        _latent = new HostTensor(new float[size * gan.LatentLength], z.Shape);
        _images = new HostTensor(new float[images.Length], images.Shape);
    }

    /// <summary>Draws the same samples whenever the parameters are the same.</summary>
    /// <param name="state">The parameters.</param>
    /// <param name="batch">Knows the latent distribution.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Stops it.</param>
    public SampledImages Draw(TrainingState state, GanBatch batch, int count, CancellationToken cancellation)
    {
        int size = _gan.Settings.BatchSize, length = _images.Values.Length / size;
        List<byte[]> images = [];
        for (int drawn = 0; drawn < count; drawn += size)
        {
            cancellation.ThrowIfCancellationRequested();
            batch.FillLatent(_latent.Values, RandomPurpose.Samples, drawn / size);
            _session.Run(name => name == LatentName ? _latent.Value : state.Current(name), _ => _images.Value);
            for (int i = 0; i < Math.Min(size, count - drawn); i++)
            {
                images.Add(Planes.Interleave(Planes.ToBytes(_images.Values.AsSpan(i * length, length)), length / 3));
            }
        }

        return new SampledImages(images, _gan.Settings.Size);
    }

    /// <summary>The generator by itself: an ONNX model with the input z, N x latent, and the output images, N x 3 x size x size in [-1, 1].</summary>
    public byte[] Export(TrainingState state)
    {
        Node images = _gan.Sample(Node.Variable(LatentName, 1, _gan.LatentLength));
        Dictionary<string, float[]> known = GraphModel.Inputs([images])
            .Select(input => ((Variable)input.Operation).Name)
            .Where(name => name != LatentName)
            .ToDictionary(name => name, name => state[name]);
        return GraphModel.Write("generator", [(OutputName, images)], known, batch: "N");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _latent.Dispose();
        _images.Dispose();
    }
}

/// <summary>Samples in memory.</summary>
/// <param name="Images">Each size x size pixels.</param>
/// <param name="Size">Width and height.</param>
internal sealed record SampledImages(IReadOnlyList<byte[]> Images, int Size) : IImageSource
{
    /// <inheritdoc/>
    public string Description => "samples";

    /// <inheritdoc/>
    public int Count => Images.Count;

    /// <inheritdoc/>
    public string NameOf(int index) => $"sample {index}";

    /// <inheritdoc/>
    public RgbImage Decode(int index) => new(NameOf(index), Size, Size, Images[index]);
}
