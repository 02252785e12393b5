using System.Globalization;
using GanGate.Settings;

namespace GanGate.Training.Runs;

/// <summary>The files of a run.</summary>
internal sealed class RunFolder
{
    /// <summary>The name of the best generator.</summary>
    public const string GeneratorName = "generator.onnx";

    private RunFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Everything that is needed to go on.</summary>
    public string Checkpoint => File("checkpoint.npz");

    /// <summary>The score along the training.</summary>
    public string Curve => File("curve.json");

    /// <summary>The best generator so far.</summary>
    public string Generator => File(GeneratorName);

    /// <summary>The characters of a generator of text, in the order of its output.</summary>
    public string Alphabet => File("alphabet.txt");

    /// <summary>Samples of one step.</summary>
    public string Samples(long step, string extension) =>
        File(string.Create(CultureInfo.InvariantCulture, $"samples-{step:D7}.{extension}"));

    /// <summary>Opens a folder: an empty or new one, or with <paramref name="resume"/> that of a run.</summary>
    /// <exception cref="GanGateException">GG2010: it cannot be made or is in use; GG2061: there is no run to go on with.</exception>
    public static RunFolder Open(string path, bool resume)
    {
        RunFolder folder = new(path);
        if (resume)
        {
            return System.IO.File.Exists(folder.Checkpoint)
                ? folder
                : throw new GanGateException(
                    ErrorCodes.CheckpointMissing, $"'{path}' holds no checkpoint to go on from: leave out {Setting.Resume} to start a training there");
        }

        try
        {
            Directory.CreateDirectory(path);
            if (Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new GanGateException(
                    ErrorCodes.OutputUnwritable, $"the folder '{path}' is not empty: name a new one, or go on with the training in it with {Setting.Resume}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.OutputUnwritable, $"the folder '{path}' cannot be made: {failure.Message}", failure);
        }

        return folder;
    }

    /// <summary>The curve of a run so far; null where there is none with a score.</summary>
    public static Curve? CurveIn(string path)
    {
        string file = new RunFolder(path).Curve;
        return System.IO.File.Exists(file)
            && JsonFile.Read(file, TrainingJson.Default.Curve, ErrorCodes.CurveInvalid, "curve") is { Points.Count: > 0 } curve
                ? curve
                : null;
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
