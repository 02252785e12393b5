using System.Numerics.Tensors;
using System.Runtime.InteropServices;
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
    private readonly RunOptions _runOptions = new();
    private readonly LatentSampler _sampler;
    private readonly string _output;

    private GeneratorModel(string path, OnnxFile file, InferenceSession session, GeneratorOptions options)
    {
        (_path, _file, _session) = (path, file, session);
        Inputs = GeneratorInputs.Find(path, session, options);
        Distribution = DistributionOf(path, session, options.Distribution);
        _sampler = new LatentSampler(options.Seed, Distribution, options.Truncation);
        IReadOnlyDictionary<string, NodeMetadata> outputs = session.OutputMetadata;
        _output = outputs.Keys.FirstOrDefault(name => outputs[name].Dimensions.Length == 4) ?? outputs.Keys.First();
        Precision = outputs[_output].ElementType switch
        {
            Type type when type == typeof(float) => "float32",
            Type type when type == typeof(Float16) => "float16",
            Type type when type == typeof(byte) => "uint8",
            Type type => throw Invalid(path, $"its output '{_output}' is of {type.Name}; float32, float16 or uint8 is needed"),
        };
    }

    /// <summary>What it takes.</summary>
    public GeneratorInputs Inputs { get; }

    /// <summary>What its latent numbers are drawn from.</summary>
    public LatentDistribution Distribution { get; }

    /// <summary>The type of its values: float32, float16 or uint8.</summary>
    public string Precision { get; }

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
            throw Invalid(path, $"ONNX Runtime cannot open it: {FirstLine(failure)}", failure);
        }

        try
        {
            return new GeneratorModel(path, file, session, options);
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
    public int? LabelOf(long sample) => Inputs.Label is null ? null : _sampler.LabelOf(sample, Inputs.Labels);

    /// <summary>Makes samples.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many, all in one batch.</param>
    /// <returns>Their values as float32, and the output's shape.</returns>
    /// <exception cref="GanGateException">
    /// GG2043: the model fails, or gives another number of samples. GG2040: one of its files changed.
    /// </exception>
    public (float[] Values, long[] Shape) Run(long first, int count)
    {
        List<string> names = [Inputs.Latent];
        List<OrtValue> values = [LatentValue(first, count)];
        if (Inputs.Label is not null)
        {
            names.Add(Inputs.Label);
            values.Add(LabelValue(first, count));
        }

        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_runOptions, names, values, [_output]);
            long[] shape = outputs[0].GetTensorTypeAndShape().Shape;
            _file.RequireUnchanged();
            return shape.Length > 0 && shape[0] == count
                ? (ValuesOf(outputs[0]), shape)
                : throw Invalid(_path, $"its output '{_output}' has the shape ({string.Join(", ", shape)}) for {count} samples");
        }
        catch (OnnxRuntimeException failure)
        {
            throw Invalid(_path, $"it fails on a batch of {count}: {FirstLine(failure)}", failure);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    /// <summary>The error that a model cannot be sampled.</summary>
    internal static GanGateException Invalid(string path, Sentence reason, Exception? inner = null) =>
        new(ErrorCodes.GeneratorInvalid, $"the generator '{path}' cannot be sampled: {reason}", inner);

    private static LatentDistribution DistributionOf(string path, InferenceSession session, LatentDistribution? given)
    {
        string? stated = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(LatentKey);
        if (!Enum.TryParse(stated, ignoreCase: true, out LatentDistribution known) || !Enum.IsDefined(known))
        {
            return given ?? LatentDistribution.Normal;
        }

        return given is null || given == known
            ? known
            : throw Invalid(path, $"its latent numbers are {stated}, {Setting.Latent} says {given.ToString()!.ToLowerInvariant()}: leave it out");
    }

    private OrtValue LatentValue(long first, int count)
    {
        int size = Inputs.LatentSize;
        float[] latents = new float[count * size];
        for (int i = 0; i < count; i++) _sampler.Fill(first + i, latents.AsSpan(i * size, size));
        return FloatValue(Inputs.Latent, latents, [count, .. Inputs.LatentShape]);
    }

    private OrtValue LabelValue(long first, int count)
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(i => LabelOf(first + i)!.Value)];
        if (Inputs.OneHot > 0)
        {
            float[] oneHot = new float[count * Inputs.OneHot];
            for (int i = 0; i < count; i++) oneHot[(i * Inputs.OneHot) + labels[i]] = 1;
            return FloatValue(Inputs.Label!, oneHot, [count, Inputs.OneHot]);
        }

        NodeMetadata input = _session.InputMetadata[Inputs.Label!];
        long[] shape = input.Dimensions.Length == 1 ? [count] : [count, .. input.Dimensions[1..].Select(_ => 1L)];
        return input.ElementType == typeof(int)
            ? OrtValue.CreateTensorValueFromMemory(labels, shape)
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(labels, label => (long)label), shape);
    }

    private OrtValue FloatValue(string input, float[] values, long[] shape) => _session.InputMetadata[input].ElementType == typeof(float)
        ? OrtValue.CreateTensorValueFromMemory(values, shape)
        : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, HalfOf), shape);

    private static Float16 HalfOf(float value) => new(BitConverter.HalfToUInt16Bits((Half)value));

    private float[] ValuesOf(OrtValue output)
    {
        if (Precision == "float32") return output.GetTensorDataAsSpan<float>().ToArray();
        if (Precision == "uint8") return Array.ConvertAll(output.GetTensorDataAsSpan<byte>().ToArray(), value => (float)value);
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<Float16, Half>(output.GetTensorDataAsSpan<Float16>());
        float[] values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }

    private static string FirstLine(Exception failure) => failure.Message.Split('\n')[0].Trim();
}
