using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using GanGate.Images;

namespace GanGate.Benchmarks;

/// <summary>
/// Damages whole files at random and decodes them: nothing but <see cref="ImageDecodingException"/> may come, and no case may take more than
/// ten times as long as a whole file, for each of its bytes and pixels. Cases that do are timed again, alone; those that stay slow are kept.
/// Times are the processor's: other work on the machine is no fault.
/// </summary>
/// <param name="kind">What the table calls the files.</param>
/// <param name="files">Whole files of one kind.</param>
internal sealed class DecoderFuzz(string kind, byte[][] files)
{
    private const double MostRatio = 10;
    private const int Repeats = 5;

    // Below this a time says more about the clock and the machine than about the decoder.
    private const double Grain = 2e-3;

    private readonly double _perUnit = files.Select(file => Enumerable.Range(0, 30).Min(_ => Time(file, out long units) / units)).Max();
    private int _taken;
    private int _slow;
    private double _worst;
    private double _longest;

    /// <summary>Fuzzes every kind of file in a folder and prints a table.</summary>
    /// <param name="folder">Whole files; kinds are told apart by their endings.</param>
    /// <param name="cases">Cases of each kind.</param>
    /// <param name="seed">Decides them.</param>
    public static void Print(string folder, int cases, int seed)
    {
        Console.WriteLine("| format | cases | still a picture | longest case, ms | slower than ten times | worst ratio |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (IGrouping<string, string> kind in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).GroupBy(file => Path.GetExtension(file).TrimStart('.')))
        {
            DecoderFuzz fuzz = new(kind.Key, [.. kind.Select(File.ReadAllBytes)]);
            fuzz.Run(cases, new Random(seed));
            Console.WriteLine(fuzz.Row(cases));
        }
    }

    private void Run(int cases, Random random)
    {
        for (int i = 0; i < cases; i++)
        {
            byte[] damaged = Damage(files[random.Next(files.Length)], random);
            try
            {
                Check(damaged);
            }
            catch (Exception failure) when (failure is not ImageDecodingException)
            {
                throw new InvalidOperationException($"case {i} of {kind}, kept as {Keep(damaged, $"{i}")}", failure);
            }
        }
    }

    private void Check(byte[] damaged)
    {
        double seconds = Time(damaged, out long units);
        _taken += units > damaged.Length ? 1 : 0;
        double Ratio() => Math.Max(0, seconds - Grain) / units / _perUnit;
        for (int round = 0; round < Repeats && Ratio() > MostRatio; round++) seconds = Math.Min(seconds, Time(damaged, out _));
        _longest = Math.Max(_longest, seconds);
        _worst = Math.Max(_worst, Ratio());
        if (Ratio() > MostRatio) Keep(damaged, $"slow-{_slow++}");
    }

    private string Keep(byte[] damaged, string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"gangate-fuzz-{name}.{kind}");
        File.WriteAllBytes(path, damaged);
        return path;
    }

    // The bytes, and the pixels where there are some.
    private static double Time(byte[] file, out long units)
    {
        units = Math.Max(1, file.Length);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        try
        {
            RgbImage image = ImageDecoder.Decode("fuzz", file);
            units += (long)image.Width * image.Height;
        }
        catch (ImageDecodingException)
        {
            // As it should be.
        }

        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        byte[] damaged = FileDamage.Of(file, random);
        if (random.Next(2) == 0 && damaged is [0x89, (byte)'P', ..]) RepairChecksums(damaged);
        return damaged;
    }

    // Else a PNG's checksums would keep nearly everything from what comes behind them.
    private static void RepairChecksums(byte[] png)
    {
        for (long start = 8; start + 12 <= png.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan((int)start));
            if (start + 12 + length > png.Length) return;
            uint checksum = Crc32.HashToUInt32(png.AsSpan((int)start + 4, (int)length + 4));
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan((int)(start + 8 + length)), checksum);
            start += 12 + length;
        }
    }

    private string Row(int cases) => string.Create(
        CultureInfo.InvariantCulture, $"| {kind} | {cases:N0} | {_taken:N0} | {_longest * 1000:0.0} | {_slow} | {_worst:0.0} |");
}
