using System.Globalization;
using System.Numerics.Tensors;
using GanGate.Features;
using GanGate.Images;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Generators;

/// <summary>
/// Samples of an ONNX generator, made when they are asked for and never written to the disk. A sample depends on the model, the seed and
/// its number alone: samples are always made in the same blocks, whatever asks for them.
/// </summary>
public sealed class GeneratedImages : IImageSource, IDisposable
{
    /// <summary>The ending of models.</summary>
    internal const string Extension = ".onnx";

    // What the range is found from.
    private const int Probed = 16;

    private const long PixelsPerBlock = 1 << 16;
    private const int LargestBlock = 16;

    // One is made while the one before it is decoded.
    private const int BlocksOfGpu = 2;

    // A GPU may sum up in another order each time; a model with noise of its own is off by far more.
    private const float GpuSlack = 1e-2f;

    private const float OfDifference = 1e-2f;
    private const float OfMagnitude = 1e-4f;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Task<RgbImage[]>> _blocks = [];
    private readonly Queue<int> _age = [];
    private readonly GeneratorModel _model;
    private readonly OutputFormat _format;
    private readonly int _blockSize;
    private readonly int _ahead;
    private readonly bool _repeatsExactly;

    private GeneratedImages(string path, GeneratorOptions options, GeneratorModel model, int threads, SessionDevice device)
    {
        (Description, Count, _model, _repeatsExactly) = (path, options.Count, model, device.IsCpu);
        _ahead = !device.IsCpu ? BlocksOfGpu : threads > 0 ? threads : Environment.ProcessorCount;
        (float[] values, long[] shape) = model.Run(0, model.Inputs.Batch ?? 1);
        OutputLayout layout = OutputFormat.LayoutOf(path, shape, options.Layout);
        RequireRepeatable(values);
        long pixels = shape[1] * shape[2] * shape[3] / 3;
        _blockSize = model.Inputs.Batch ?? (int)Math.Clamp(PixelsPerBlock / Math.Max(pixels, 1), 1, LargestBlock);
        float[] probe = Probe();
        RequireOwn(values, probe);
        (float lowest, float highest) = (TensorPrimitives.Min<float>(probe), TensorPrimitives.Max<float>(probe));
        PixelRange range = RangeOf(path, options.Range, lowest, highest);
        _format = new OutputFormat(layout, range, options.Quantization);
        RequirePictures(probe, shape);
        Record = RecordOf(options, lowest, highest);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>How the samples are made.</summary>
    public GeneratorRecord Record { get; }

    /// <summary>Opens a generator and makes its first samples, to find what is not said.</summary>
    /// <param name="path">An .onnx file with a latent input and, maybe, one of labels.</param>
    /// <param name="options">How to sample it.</param>
    /// <param name="threads">Blocks made at once; 0 for as many as there are cores.</param>
    /// <exception cref="GanGateException">
    /// GG2002: it does not exist. GG2001: an option makes no sense. GG2043: it cannot be sampled. GG2044: its samples are no images.
    /// </exception>
    public static GeneratedImages Open(string path, GeneratorOptions options, int threads = 0) => Open(path, options, threads, SessionDevice.Cpu);

    /// <summary>The same on a device.</summary>
    /// <exception cref="GanGateException">As above; GG4014: the device cannot be used.</exception>
    internal static GeneratedImages Open(string path, GeneratorOptions options, int threads, SessionDevice device)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(options.Count >= 1, $"{Setting.Num} needs a number of at least 1");
        Require(options.Truncation is null or (> 0 and <= 8), $"{Setting.Truncation} needs a number above 0, at most 8");
        GeneratorModel model = GeneratorModel.Open(path, options, device);
        try
        {
            bool normal = model.Distribution == LatentDistribution.Normal;
            Require(options.Truncation is null || normal, $"{Setting.Truncation} is of normal numbers, not of uniform ones");
            return new GeneratedImages(path, options, model, threads, device);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(Description)}#{index}");

    /// <inheritdoc/>
    public string? ClassOf(int index) => _model.LabelOf(index)?.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public RgbImage Decode(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        int block = index / _blockSize, last = (Count - 1) / _blockSize;
        Task<RgbImage[]> made;
        lock (_lock)
        {
            made = Begin(block);

            // Blocks are asked for in order; so all threads have one to make while this one waits.
            for (int next = block + 1; next < Math.Min(block + _ahead, last + 1); next++) Begin(next);
        }

        return made.GetAwaiter().GetResult()[index % _blockSize];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Task.WhenAll(_blocks.Values).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _model.Dispose();
    }

    private Task<RgbImage[]> Begin(int block)
    {
        if (_blocks.TryGetValue(block, out Task<RgbImage[]>? known)) return known;

        // Images are read a few per thread ahead; older blocks are of no more use, and made again where they are.
        while (_blocks.Count > (4 * _ahead) + (16 * _ahead / _blockSize) && _blocks[_age.Peek()].IsCompleted) _blocks.Remove(_age.Dequeue());
        Task<RgbImage[]> made = Task.Run(() => Make(block));
        _blocks.Add(block, made);
        _age.Enqueue(block);
        return made;
    }

    private RgbImage[] Make(int block)
    {
        long first = (long)block * _blockSize;
        (float[] values, long[] shape) = _model.Run(first, _blockSize);
        int length = values.Length / _blockSize;
        RgbImage[] images = new RgbImage[_blockSize];
        for (int i = 0; i < _blockSize; i++)
        {
            ReadOnlySpan<float> sample = values.AsSpan(i * length, length);
            RequireFinite(sample, first + i);
            images[i] = _format.ImageOf(NameOf((int)Math.Min(first + i, int.MaxValue)), sample, shape);
        }

        return images;
    }

    private float[] Probe()
    {
        List<float> values = [];
        for (int first = 0; first < Probed; first += _blockSize)
        {
            float[] block = _model.Run(first, _blockSize).Values;
            int length = block.Length / _blockSize;
            for (int i = 0; i < _blockSize; i++) RequireFinite(block.AsSpan(i * length, length), first + i);
            values.AddRange(block);
        }

        return [.. values];
    }

    private void RequireRepeatable(float[] values)
    {
        float[] again = _model.Run(0, _model.Inputs.Batch ?? 1).Values;
        float slack = _repeatsExactly ? 0 : GpuSlack * Math.Abs(TensorPrimitives.MaxMagnitude<float>(values));
        if (again.Zip(values).Any(pair => Math.Abs(pair.First - pair.Second) > slack) && TensorPrimitives.IsFiniteAll<float>(values))
        {
            throw GeneratorModel.Invalid(
                Description,
                $"it gives other values for the same input, so it draws random numbers of its own: export it with its noise fixed, or as an input "
                + $"named noise ({Setting.Inputs.At("NAME=normal")} for another name)");
        }
    }

    // Of a batch normalisation that is still in training, each pixel is off by a large part of what tells two samples apart. ONNX Runtime
    // rounds differently in another batch size.
    private void RequireOwn(ReadOnlySpan<float> alone, ReadOnlySpan<float> probe)
    {
        if (_blockSize == 1 || _model.Inputs.Batch is not null || probe.Length < 2 * alone.Length || !TensorPrimitives.IsFiniteAll(alone)) return;
        ReadOnlySpan<float> first = probe[..alone.Length], second = probe.Slice(alone.Length, alone.Length);
        float slack = (OfDifference * LargestDifference(first, second)) + (OfMagnitude * Math.Abs(TensorPrimitives.MaxMagnitude(first)));
        if (LargestDifference(first, alone) <= (_repeatsExactly ? slack : slack + (GpuSlack * Math.Abs(TensorPrimitives.MaxMagnitude(first))))) return;
        throw GeneratorModel.Invalid(
            Description,
            $"a sample depends on the others in its batch, by up to {LargestDifference(first, alone).ToString("G3", CultureInfo.InvariantCulture)}: batch "
            + "normalisation is still in training; export it for inference (model.eval() in PyTorch), or for batches of one size");
    }

    private static float LargestDifference(ReadOnlySpan<float> some, ReadOnlySpan<float> others)
    {
        float largest = 0;
        for (int i = 0; i < some.Length; i++) largest = Math.Max(largest, Math.Abs(some[i] - others[i]));
        return largest;
    }

    // One colour all over, in every sample: an untrained or broken network, or a range that was declared wrongly.
    private void RequirePictures(float[] probe, long[] shape)
    {
        int length = (int)(shape[1] * shape[2] * shape[3]);
        for (int sample = 0; sample < probe.Length / length; sample++)
        {
            byte[] pixels = _format.ImageOf("", probe.AsSpan(sample * length, length), shape).Pixels;
            for (int i = 3; i < pixels.Length; i++)
            {
                if (pixels[i] != pixels[i - 3]) return;
            }
        }

        throw Unusable(
            $"its first {probe.Length / length} samples are each of one colour: it is not trained, or its range is not "
            + $"{RangeText(_format.Range)} ({Setting.Range})");
    }

    private void RequireFinite(ReadOnlySpan<float> values, long sample)
    {
        if (TensorPrimitives.IsFiniteAll(values)) return;
        int bad = 0;
        while (float.IsFinite(values[bad])) bad++;
        throw Unusable(string.Create(CultureInfo.InvariantCulture, $"its sample {sample} holds {values[bad]}: every value must be finite"));
    }

    private GanGateException Unusable(Sentence reason) =>
        new(ErrorCodes.GeneratorOutputInvalid, $"the generator '{Description}' gives no images: {reason}");

    private bool HoldsBytes => _model.Output.Type == TensorElementType.UInt8;

    private PixelRange RangeOf(string path, PixelRange? said, float lowest, float highest) => !HoldsBytes
        ? said ?? OutputFormat.RangeOf(path, lowest, highest)
        : said is null or PixelRange.Bytes
            ? PixelRange.Bytes
            : throw GeneratorModel.Invalid(path, $"its output is of bytes, 0..255, and {Setting.Range} says {RangeText(said.Value)}: leave it out");

    private GeneratorRecord RecordOf(GeneratorOptions options, float lowest, float highest)
    {
        bool found = options.Range is null && !HoldsBytes;
        return new GeneratorRecord(
            _model.Hash(),
            options.Seed,
            _model.Inputs.LatentSize,
            _model.Distribution.ToString().ToLowerInvariant(),
            RangeText(_format.Range),
            found,
            _format.Layout.ToString().ToUpperInvariant(),
            _model.Output.Precision,
            options.Quantization.ToString().ToLowerInvariant())
        {
            Truncation = options.Truncation,
            Labels = _model.Inputs.Label is null ? null : LabelsText(_model.Inputs.Labels),
            OneHot = _model.Inputs.Label is { Kind: InputKind.OneHot } ? true : null,
            AlsoDrawn = AlsoDrawn(),
            Output = _model.Output.IsOneOfSeveral ? _model.Output.Name : null,
            FoundFrom = found && _format.IsBeyond(lowest, highest)
                ? string.Create(CultureInfo.InvariantCulture, $"{lowest:G4} to {highest:G4}")
                : null,
        };
    }

    private string? AlsoDrawn()
    {
        IEnumerable<string> more = _model.Inputs.Drawn.Skip(1).Select(input => string.Create(
            CultureInfo.InvariantCulture,
            $"{input.Size} {_model.DistributionOf(input).ToString().ToLowerInvariant()} numbers for '{input.Name}'"));
        return _model.Inputs.Drawn.Count == 1 ? null : string.Join(", ", more);
    }

    private static string LabelsText(IReadOnlyList<int> labels) => labels.SequenceEqual(Enumerable.Range(0, labels.Count))
        ? string.Create(CultureInfo.InvariantCulture, $"0-{labels.Count - 1}")
        : string.Join(", ", labels.Select(label => label.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A range in the words of the command line.</summary>
    internal static string RangeText(PixelRange range) => range switch
    {
        PixelRange.Symmetric => "-1..1",
        PixelRange.Unit => "0..1",
        _ => "0..255",
    };

    private static void Require(bool condition, Sentence message)
    {
        if (!condition) throw new GanGateException(ErrorCodes.Usage, message);
    }
}
