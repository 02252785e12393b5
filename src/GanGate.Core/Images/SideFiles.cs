using System.Text.RegularExpressions;
using GanGate.Archives;

namespace GanGate.Images;

/// <summary>What is read with a file because it lies beside it: labels, the names of classes, a network's description and weights, the other half of statistics.</summary>
internal static class SideFiles
{
    /// <summary>The endings of CIFAR's batches.</summary>
    public const string Batch = ".bin";

    /// <summary>The names of CIFAR-10's classes.</summary>
    public const string Classes10 = "batches.meta.txt";

    /// <summary>The names of CIFAR-100's classes.</summary>
    public const string Classes100 = "fine_label_names.txt";

    private const int LongestDescription = 1 << 20;

    // Longer words first: "cov" begins "covariance".
    private static readonly (string Mean, string Covariance)[] StatisticsWords =
        [("mean", "covariance"), ("mu", "sigma"), ("mean", "sigma"), ("mean", "cov"), ("mu", "cov")];

    /// <summary>The side files of a file that are there, in a fixed order.</summary>
    /// <exception cref="IOException">A model cannot be read.</exception>
    public static IEnumerable<string> Of(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (EndsWith(path, ".onnx")) return OfNetwork(path, Path.ChangeExtension(path, ".json")).Where(File.Exists);
        if (EndsWith(path, ".npy")) return PartnersOf(Path.GetFileName(path)).Select(name => Path.Combine(folder, name)).Where(File.Exists).Take(1);

        string[] names = EndsWith(path, Batch) ? [Classes10, Classes100] : [LabelsOf(Path.GetFileName(path))];
        return names.Where(name => name != Path.GetFileName(path)).Select(name => Path.Combine(folder, name)).Where(File.Exists);
    }

    /// <summary>The file of labels that belongs to an IDX file of images, by its name; the same name where there can be none.</summary>
    public static string LabelsOf(string name) => name.Replace("images", "labels").Replace("idx3", "idx1");

    private static IEnumerable<string> OfNetwork(string path, string description)
    {
        yield return description;
        foreach (string weights in WeightsOf(path)) yield return weights;
        if (PreprocessingIn(description) is not string name || OnnxWeights.PathOf(path, name) is not string second || !File.Exists(second)) yield break;
        yield return second;
        foreach (string weights in WeightsOf(second)) yield return weights;
    }

    private static IEnumerable<string> WeightsOf(string path) =>
        OnnxWeights.NamedIn(path).Select(name => OnnxWeights.PathOf(path, name)).OfType<string>();

    // The second network of an extractor; whoever opens it reads the description as what it is.
    private static string? PreprocessingIn(string description) =>
        File.Exists(description) && new FileInfo(description).Length < LongestDescription
        && Regex.Match(File.ReadAllText(description), "\"preprocessing\"\\s*:\\s*\"([^\"]+)\"") is { Success: true } found
            ? found.Groups[1].Value.Replace("\\/", "/")
            : null;

    // The covariance that belongs to a mean, and the other way round, by the last such word in the name.
    private static IEnumerable<string> PartnersOf(string name)
    {
        foreach ((string mean, string covariance) in StatisticsWords)
        {
            foreach ((string own, string other) in ((string, string)[])[(mean, covariance), (covariance, mean)])
            {
                int at = name.LastIndexOf(own, StringComparison.OrdinalIgnoreCase);
                if (at < 0) continue;
                string partner = char.IsUpper(name[at]) ? char.ToUpperInvariant(other[0]) + other.Remove(0, 1) : other;
                yield return name.Remove(at, own.Length).Insert(at, partner);
            }
        }
    }

    private static bool EndsWith(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
