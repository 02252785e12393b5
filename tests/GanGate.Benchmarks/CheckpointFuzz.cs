using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using GanGate.Archives;
using GanGate.Models;

namespace GanGate.Benchmarks;

/// <summary>
/// Damages whole weights files at random and reads them: nothing but <see cref="GanGateException"/> may come, and no case may take more
/// memory than a small file can ask for. Archives are damaged as they are, and entry by entry under checksums that are right.
/// </summary>
/// <param name="files">Whole files of one kind.</param>
internal sealed class CheckpointFuzz(byte[][] files)
{
    // Of a file of some kilobytes; the bounds on what a pickle may hold come long after it.
    private const long MostBytes = 1 << 24;

    /// <summary>How many cases were read.</summary>
    public int Read { get; private set; }

    /// <summary>The most bytes that a case allocated.</summary>
    public long Most { get; private set; }

    /// <summary>Fuzzes every kind of weights file in a folder and prints a table.</summary>
    /// <param name="folder">Whole files; kinds are told apart by name.</param>
    /// <param name="cases">Cases of each kind.</param>
    /// <param name="seed">Decides them.</param>
    public static void Print(string folder, int cases, int seed)
    {
        Console.WriteLine("| file | cases | still a network | most bytes allocated |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (string file in Directory.EnumerateFiles(folder, "tiny*").Where(IsWeights).Order(StringComparer.Ordinal))
        {
            CheckpointFuzz fuzz = new([File.ReadAllBytes(file)]);
            fuzz.Run(cases, new Random(seed));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Path.GetFileName(file)} | {cases:N0} | {fuzz.Read:N0} | {fuzz.Most:N0} |"));
        }
    }

    /// <summary>Reads damaged files.</summary>
    /// <exception cref="InvalidOperationException">One was not refused as it should be; the message says which.</exception>
    public void Run(int cases, Random random)
    {
        for (int i = 0; i < cases; i++)
        {
            byte[] damaged = Damage(files[random.Next(files.Length)], random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ReadAll(damaged);
                Read++;
            }
            catch (GanGateException refused) when (refused.Error == ErrorCodes.CheckpointInvalid)
            {
                // As it should be.
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"case {i}, kept as {Keep(damaged)}", failure);
            }

            Most = Math.Max(Most, GC.GetAllocatedBytesForCurrentThread() - before);
            if (Most > MostBytes) throw new InvalidOperationException($"case {i} allocated {Most} bytes, kept as {Keep(damaged)}");
        }
    }

    private static bool IsWeights(string file) => Path.GetExtension(file) is ".pth" or ".pt" or ".safetensors";

    private static void ReadAll(byte[] file)
    {
        foreach (TorchTensor tensor in Checkpoint.Read(FileMap.Of(file), "fuzz").Values)
        {
            if (tensor.ToArray<float>().Length != tensor.Count) throw new InvalidOperationException("a tensor has another count");
        }
    }

    private static string Keep(byte[] damaged)
    {
        string path = Path.Combine(Path.GetTempPath(), "gangate-fuzz.weights");
        File.WriteAllBytes(path, damaged);
        return path;
    }

    private static byte[] Damage(byte[] file, Random random) => random.Next(3) switch
    {
        0 => FileDamage.Of(file, random),
        _ when file is [(byte)'P', (byte)'K', ..] => DamageEntry(file, random),
        _ when file.Length > 9 && file[8] == '{' => DamageHeader(file, random),
        _ => FileDamage.Of(file, random),
    };

    // The pickle in most cases; the new archive has checksums of the new bytes.
    private static byte[] DamageEntry(byte[] file, Random random)
    {
        using ZipArchive archive = new(new MemoryStream(file));
        int chosen = random.Next(4) == 0
            ? random.Next(archive.Entries.Count)
            : archive.Entries.ToList().FindIndex(entry => entry.Name == "data.pkl");
        using MemoryStream stream = new();
        using (ZipArchive damaged = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < archive.Entries.Count; i++)
            {
                using MemoryStream content = new();
                using (Stream entry = archive.Entries[i].Open()) entry.CopyTo(content);
                using Stream target = damaged.CreateEntry(archive.Entries[i].FullName, CompressionLevel.NoCompression).Open();
                target.Write(i == chosen ? FileDamage.Of(content.ToArray(), random) : content.ToArray());
            }
        }

        return stream.ToArray();
    }

    // The length follows, so that the damage is met and not the end.
    private static byte[] DamageHeader(byte[] file, Random random)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        byte[] header = FileDamage.Of(file[8..(8 + length)], random);
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. file[(8 + length)..]];
    }
}
