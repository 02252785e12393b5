using GanGate.Features;
using GanGate.Models;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Generators;

/// <summary>A generator's ONNX model: sample numbers in, values out. Several threads may run it at once.</summary>
internal sealed class GeneratorModel : IDisposable
{
    /// <summary>The key of the model's metadata that says what its latent numbers are: normal or uniform.</summary>
    public const string LatentKey = "gangate.latent";

    private readonly string _path;
    private readonly OnnxFile _file;
    private readonly InferenceSession _session;
    private readonly SessionDevice _device;
    private readonly RunOptions _runOptions = new();
    private readonly Dictionary<string, LatentSampler> _samplers = [];

    private GeneratorModel(string path, OnnxFile file, InferenceSession session, GeneratorOptions options, SessionDevice device)
    {
        (_path, _file, _session, _device) = (path, file, session, device);
        string? stated = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(LatentKey);
        LatentDistribution? known = Enum.TryParse(stated, ignoreCase: true, out LatentDistribution named) && Enum.IsDefined(named) ? named : null;
        Inputs = GeneratorInputs.Find(path, session.InputMetadata, options, (known ?? options.Distribution) is not null);
        Distribution = DistributionOf(path, Inputs.Drawn[0].Kind, known, options.Distribution);
        foreach ((int i, GeneratorInput input) in Inputs.Drawn.Index())
        {
            _samplers.Add(input.Name, new LatentSampler(options.Seed, DistributionOf(input), i == 0 ? options.Truncation : null, i));
        }

        Output = GeneratorOutput.Find(path, session.OutputMetadata, options.ImageOutput);
    }

    /// <summary>What it takes.</summary>
    public GeneratorInputs Inputs { get; }

    /// <summary>What its latent numbers are drawn from.</summary>
    public LatentDistribution Distribution { get; }

    /// <summary>Where its images are.</summary>
    public GeneratorOutput Output { get; }

    /// <summary>Opens a model.</summary>
    /// <exception cref="GanGateException">
    /// GG2002: it does not exist. GG2043: it is no generator, or a file of its weights is missing. GG4001: ONNX Runtime cannot be loaded.
    /// GG4014: the device cannot be used.
    /// </exception>
    public static GeneratorModel Open(string path, GeneratorOptions options, SessionDevice device)
    {
        if (!File.Exists(path)) throw GanGateException.Missing(path, "the generator");
        OnnxFile file;
        InferenceSession session;
        try
        {
            file = OnnxFile.Open(path);
            session = OnnxSession.Open(path, device);
        }
        catch (InvalidDataException failure)
        {
            throw Invalid(path, failure.Message, failure);
        }
        catch (Exception failure) when (failure is OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, OnnxTrouble.ReasonOf(path, failure), failure);
        }

        try
        {
            return new GeneratorModel(path, file, session, options, device);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The hash of the model and of the files in which it keeps weights, as "sha256:...".</summary>
    /// <exception cref="GanGateException">GG2040: a file changed since it was opened.</exception>
    public string Hash()
    {
        string hash = _file.Hash();
        _file.RequireUnchanged();
        return "sha256:" + hash;
    }

    /// <summary>The label of a sample; null for a model that takes none.</summary>
    public int? LabelOf(long sample) => Inputs.Label is null ? null : _samplers[Inputs.Drawn[0].Name].LabelOf(sample, Inputs.Labels);

    /// <summary>Makes samples.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many, all in one batch.</param>
    /// <returns>Their values as float32, and the output's shape.</returns>
    /// <exception cref="GanGateException">
    /// GG2043: the model fails, or gives another number of samples. GG2040: one of its files changed.
    /// </exception>
    public (float[] Values, long[] Shape) Run(long first, int count)
    {
        List<OrtValue> values = [];
        try
        {
            foreach (GeneratorInput input in Inputs.All) values.Add(ValueOf(input, first, count));
            string[] names = [.. Inputs.All.Select(input => input.Name)];
            using DeviceTurn turn = DeviceTurn.On(_device);
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_runOptions, names, values, [Output.Name]);
            long[] shape = outputs[0].GetTensorTypeAndShape().Shape;
            _file.RequireUnchanged();
            return shape.Length > 0 && shape[0] == count
                ? (TensorValues.Read(outputs[0], Output.Type), shape)
                : throw Invalid(_path, $"its output '{Output.Name}' has the shape ({string.Join(", ", shape)}) for {count} samples");
        }
        catch (OnnxRuntimeException failure)
        {
            throw _device.IsCpu
                ? Invalid(_path, $"it fails on a batch of {count}: {OnnxEnvironment.ReasonOf(failure)}", failure)
                : _device.Failed(_path, failure);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using DeviceTurn turn = DeviceTurn.On(_device);
        _runOptions.Dispose();
        _session.Dispose();
    }

    /// <summary>The error that a model cannot be sampled.</summary>
    internal static GanGateException Invalid(string path, Sentence reason, Exception? inner = null) =>
        new(ErrorCodes.GeneratorInvalid, $"the generator '{path}' cannot be sampled: {reason}", inner);

    /// <summary>What an input's random numbers are drawn from.</summary>
    public LatentDistribution DistributionOf(GeneratorInput input) => SaidBy(input.Kind) ?? Distribution;

    private static LatentDistribution? SaidBy(InputKind kind) => kind switch
    {
        InputKind.Normal => LatentDistribution.Normal,
        InputKind.Uniform => LatentDistribution.Uniform,
        _ => null,
    };

    private static LatentDistribution DistributionOf(string path, InputKind kind, LatentDistribution? known, LatentDistribution? given)
    {
        LatentDistribution? said = SaidBy(kind) ?? given;
        if (given is not null && said != given)
        {
            throw Invalid(path, $"{Setting.Inputs} and {Setting.Latent} say different things of its latent numbers: leave one out");
        }

        return known is null || said is null || said == known
            ? known ?? said ?? LatentDistribution.Normal
            : throw Invalid(
                path,
                $"its latent numbers are {WordOf(known.Value)}, {(given is null ? Setting.Inputs : Setting.Latent)} says {WordOf(said.Value)}: leave it out");
    }

    private static string WordOf(LatentDistribution distribution) => distribution.ToString().ToLowerInvariant();

    private OrtValue ValueOf(GeneratorInput input, long first, int count)
    {
        long[] shape = [count, .. input.Shape];
        if (input.Kind == InputKind.Nothing) return TensorValues.Empty(input.Type, shape);
        if (!input.IsLabel) return TensorValues.Of(input.Type, DrawnFor(input, first, count), shape);

        int[] labels = [.. Enumerable.Range(0, count).Select(i => LabelOf(first + i)!.Value)];
        if (input.Kind == InputKind.Labels) return TensorValues.Of(input.Type, labels, shape);
        int[] rows = new int[count * input.Size];
        for (int i = 0; i < count; i++) rows[(i * input.Size) + labels[i]] = 1;
        return TensorValues.Of(input.Type, rows, shape);
    }

    private float[] DrawnFor(GeneratorInput input, long first, int count)
    {
        float[] numbers = new float[count * input.Size];
        LatentSampler sampler = _samplers[input.Name];
        for (int i = 0; i < count; i++) sampler.Fill(first + i, numbers.AsSpan(i * input.Size, input.Size));
        return numbers;
    }
}
