using System.Numerics.Tensors;
using System.Text.Json;
using GanGate.Archives;
using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>Everything that a training needs to go on as if it had never stopped; a .npz that numpy reads.</summary>
internal static class Checkpoint
{
    private const string MetaName = "meta";
    private const string LossesName = "losses";
    private const int LossesPerStep = 4;

    /// <summary>Writes one; the old one stays until the new one is whole.</summary>
    /// <exception cref="GanGateException">GG2060: a parameter is not finite; GG2010: it cannot be written.</exception>
    public static void Write(string path, TrainingState state, CheckpointMeta meta, IReadOnlyList<StepLosses> losses)
    {
        if (state.Names.FirstOrDefault(name => !TensorPrimitives.IsFiniteAll<float>(state[name])) is string bad)
        {
            throw new GanGateException(
                ErrorCodes.TrainingDiverged, $"'{bad}' is not finite after step {meta.Step}: lower the rates; the last good checkpoint is kept");
        }

        AtomicFile.Write(path, stream =>
        {
            using NpzWriter archive = new(stream);
            foreach (string name in state.Names)
            {
                archive.Add<float>(name, state[name], Array.ConvertAll(state.ShapeOf(name), length => (long)length));
            }

            double[] values = [.. losses.SelectMany(
                step => (double[])[step.Discriminator, step.Generator, step.DiscriminatorNorm, step.GeneratorNorm])];
            archive.Add<double>(LossesName, values, losses.Count, LossesPerStep);
            archive.AddText(MetaName, JsonSerializer.Serialize(meta, TrainingJson.Default.CheckpointMeta));
        });
    }

    /// <summary>Reads one into a state that holds the same values.</summary>
    /// <param name="path">The file.</param>
    /// <param name="require">Refuses a checkpoint of another training, before any of its numbers are read.</param>
    /// <param name="state">Receives the values.</param>
    /// <param name="losses">Receives those of every step so far.</param>
    /// <exception cref="GanGateException">GG2061: it is damaged or of another training.</exception>
    public static CheckpointMeta Read(string path, Action<CheckpointMeta> require, TrainingState state, List<StepLosses> losses)
    {
        using NpzReader archive = Usable(path, () => NpzReader.Open(path));
        CheckpointMeta meta = Usable(
            path,
            () => JsonSerializer.Deserialize(archive.ReadText(MetaName)[0], TrainingJson.Default.CheckpointMeta)
                ?? throw new JsonException("there is nothing in it"));
        require(meta);
        losses.AddRange(Usable(path, () =>
        {
            foreach (string name in state.Names) archive.Read<float>(name).CopyTo(state[name], 0);
            return archive.Read<double>(LossesName).Chunk(LossesPerStep)
                .Select(step => new StepLosses(step[0], step[1], step[2], step[3])).ToArray();
        }));
        return meta;
    }

    private static T Usable<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is GanGateException or JsonException or ArgumentException)
        {
            throw new GanGateException(
                ErrorCodes.CheckpointMissing,
                $"the checkpoint '{path}' cannot be used: {failure.Message}; start the training anew in another folder",
                failure);
        }
    }
}

/// <summary>What a checkpoint holds beside numbers.</summary>
/// <param name="Step">Steps of the generator that are done.</param>
/// <param name="Seconds">Of training that they took.</param>
/// <param name="Curve">The evaluations so far, with the settings.</param>
/// <param name="Data">What it learns from and is measured by.</param>
internal sealed record CheckpointMeta(long Step, double Seconds, Curve Curve, TrainingData Data)
{
    /// <summary>Refuses to go on under other settings, on other data, or with scores that do not compare with those before.</summary>
    /// <param name="curve">What the training starts with.</param>
    /// <param name="data">What it would learn from and be measured by.</param>
    /// <param name="samples">Samples of an evaluation.</param>
    /// <exception cref="GanGateException">GG2061.</exception>
    public void Require(Curve curve, TrainingData data, int samples)
    {
        if (Curve.Settings != curve.Settings) throw Mismatch($"it was trained with {Curve.Settings}, not {curve.Settings}");
        if (Curve.Images != curve.Images) throw Mismatch($"it learnt from {Curve.Images} images or lines, not {curve.Images}");
        if (Data.Source != data.Source) throw Mismatch($"it learnt from other images or lines than those of '{curve.Source}'");
        if (Data.Crop != data.Crop) throw Mismatch($"it learnt from images cut to {CropOf(Data)}, not {CropOf(data)}");

        // The fingerprint alone tells what was measured: weights may have got another name since.
        if (Data.Protocol != data.Protocol && Curve.Metric != curve.Metric) throw Mismatch($"its score is {Curve.Metric}, not {curve.Metric}");
        if (Data.Protocol != data.Protocol) throw Mismatch($"its {Curve.Metric} is of another protocol (weights, features or version)");
        if (Data.Reference != data.Reference) throw Mismatch("its scores are against another reference");
        if (Curve.Points.FirstOrDefault(point => point.Samples != samples) is CurvePoint other)
        {
            throw Mismatch($"its scores are of {other.Samples} samples, not of {samples}");
        }
    }

    private static string CropOf(TrainingData data) => data.Crop is int side ? $"a square of {side}" : "their shorter side";

    private static GanGateException Mismatch(string reason) => new(
        ErrorCodes.CheckpointMissing, $"the checkpoint is of another training: {reason}; use the same options, or another folder");
}
