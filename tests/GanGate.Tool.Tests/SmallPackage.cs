using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GanGate.Models;

namespace GanGate.Tests;

/// <summary>A package of two small files, and the public models that lie in it.</summary>
internal static class SmallPackage
{
    public const string Id = "Small.Network";
    public const string Version = "1.2.0";

    public static readonly byte[] Network = Noise(1), Preprocessing = Noise(2);

    /// <summary>Its name in a feed.</summary>
    public static string FileName => $"{Id}.{Version}.nupkg".ToLowerInvariant();

    /// <summary>The network, which needs the other file.</summary>
    public static PublicModel Model { get; } = Of("small", "network.onnx", Network) with { Needs = [Of("small-preprocessing", "preprocessing.onnx", Preprocessing)] };

    /// <summary>Both.</summary>
    public static PublicModel[] Models => [Model, .. Model.Needs];

    /// <summary>The bytes of the package.</summary>
    public static byte[] Pack(byte[]? network = null)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            Add($"{Id}.nuspec", Encoding.UTF8.GetBytes(
                $"<package><metadata><id>{Id}</id><version>{Version}</version><authors>a</authors><description>d</description></metadata></package>"));
            Add("tools/network.onnx", network ?? Network);
            Add("tools/preprocessing.onnx", Preprocessing);

            void Add(string name, byte[] content)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static PublicModel Of(string name, string file, byte[] content) =>
        new(name, file, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), []) { Package = new PackageFile(Id, Version, "tools/" + file) };

    private static byte[] Noise(int seed)
    {
        byte[] bytes = new byte[300_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
