using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanGate.Models;

namespace GanGate.NUnit;

/// <summary>
/// Results kept between runs, a small file for each key. Several processes may use one folder at once. Whatever goes wrong with it costs
/// a measurement, never a test.
/// </summary>
/// <param name="folder">Where the files lie; null keeps nothing.</param>
internal sealed class ResultCache(string? folder)
{
    /// <summary>How many results are kept; the longest unused go first.</summary>
    public const int MostEntries = 500;

    private const string Schema = "gangate-result/1";
    private const long LargestEntry = 1 << 20;

    /// <summary>The cache of this user: "results" in the folder of the model store (GANGATE_HOME).</summary>
    public static ResultCache Here()
    {
        try
        {
            return new ResultCache(Path.Combine(new ModelStore().Folder, "results"));
        }
        catch (GanGateException)
        {
            return new ResultCache(null);
        }
    }

    /// <summary>A kept result; null where there is none, or none that is whole.</summary>
    public T? Read<T>(string key, JsonTypeInfo<T> type)
        where T : class
    {
        if (folder is null) return null;
        string path = PathOf(key);
        try
        {
            FileInfo file = new(path);
            if (!file.Exists || file.Length is 0 or > LargestEntry) return null;

            string text = File.ReadAllText(path);
            int end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end < 0 || text[..end] != HeaderOf(key, text[(end + 1)..])) return null;

            T? value = JsonSerializer.Deserialize(text[(end + 1)..], type);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return value;
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            return null;
        }
    }

    /// <summary>Keeps a result, if the folder can be written to.</summary>
    public void Write<T>(string key, T value, JsonTypeInfo<T> type)
    {
        if (folder is null) return;
        try
        {
            string json = JsonSerializer.Serialize(value, type);
            Directory.CreateDirectory(folder);
            AtomicFile.Write(PathOf(key), stream => stream.Write(Encoding.UTF8.GetBytes($"{HeaderOf(key, json)}\n{json}")));
            Trim();
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            // The next run measures again.
        }
    }

    // What an interrupted process left behind counts as an entry, and grows old like one.
    private void Trim()
    {
        foreach (FileInfo old in new DirectoryInfo(folder!).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostEntries))
        {
            old.Delete();
        }
    }

    private string PathOf(string key) => Path.Combine(folder!, key + ".json");

    // A digit that changed on the disk would be a wrong score, not broken JSON.
    private static string HeaderOf(string key, string json) =>
        $"{Schema} {key} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))}";

    private static bool IsOfTheFile(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or GanGateException or JsonException or NotSupportedException;
}
