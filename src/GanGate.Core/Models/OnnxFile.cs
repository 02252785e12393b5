using System.Security.Cryptography;
using System.Text;
using GanGate.Archives;

namespace GanGate.Models;

/// <summary>An .onnx file with the files of weights that it names: what it is known by, and whether it is still what it was.</summary>
internal sealed class OnnxFile
{
    private readonly (string Path, FileStamp Stamp)[] _files;

    private OnnxFile(string path, IEnumerable<string> weights) =>
        _files = [.. weights.Prepend(path).Select(file => (file, FileStamp.Of(file)))];

    /// <summary>The model.</summary>
    public string Path => _files[0].Path;

    /// <summary>The model, then the files of its weights.</summary>
    public IEnumerable<string> Paths => _files.Select(file => file.Path);

    /// <summary>Finds the files of a model; reads none of the weights.</summary>
    /// <exception cref="InvalidDataException">One of them leads out of the model's folder, or is missing; the message is the reason.</exception>
    /// <exception cref="IOException">The model cannot be read.</exception>
    /// <exception cref="GanGateException">GG2016: one of them is the pointer of a file in Git LFS.</exception>
    public static OnnxFile Open(string path)
    {
        InputFile.Require(path);
        string[] weights = [.. OnnxWeights.NamedIn(path).Select(name => Found(path, name))];
        Array.ForEach(weights, InputFile.Require);
        return new OnnxFile(path, weights);
    }

    /// <summary>SHA-256 of the model (lower-case hex); where it names files of weights, of its hash and theirs.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public string Hash()
    {
        string[] hashes = Array.ConvertAll(_files, file => ContentHash.Of(file.Path));
        return hashes.Length == 1 ? hashes[0] : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
    }

    /// <summary>Makes sure that all is what it was when it was opened: a network reads its weights where they lie, as it runs.</summary>
    /// <exception cref="GanGateException">GG2040: something changed.</exception>
    public void RequireUnchanged() => Array.ForEach(_files, file => file.Stamp.Require(file.Path));

    private static string Found(string model, string name)
    {
        string path = OnnxWeights.PathOf(model, name) ?? throw new InvalidDataException(
            $"it keeps weights in '{name}', which leads out of the model's folder (an absolute name, or '..'), so it is not trusted");
        return File.Exists(path) ? path : throw new InvalidDataException($"it keeps weights in '{name}', and there is no such file beside it");
    }
}
