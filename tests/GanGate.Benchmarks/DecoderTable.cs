using System.Diagnostics;
using System.Globalization;
using GanGate.Images;

namespace GanGate.Benchmarks;

/// <summary>
/// The table of decoders in docs/performance.md: the processor's time and the memory of one picture in every format, each in a process of its
/// own, in turn with Pillow (decoders.py), which also writes the files.
/// </summary>
internal static class DecoderTable
{
    // 4 and 20 megapixels, and the largest square that is read.
    private static readonly (int Width, int Height)[] Sizes = [(2500, 1600), (5000, 4000), (13_377, 13_377)];

    /// <summary>Prints the table for pictures of one size.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="python">An interpreter with Pillow and numpy.</param>
    public static void Print(int width, int height, string python)
    {
        Console.WriteLine("| format | file, MB | s | megapixels per second | memory, MB | Pillow, s | Pillow's memory, MB | of Pillow's time |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (Row row in Measure(width, height, python))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Format} | {row.FileSize:0.0} | {row.Seconds:0.0000} | {width * (double)height / row.Seconds / 1e6:0} | {row.Memory:0} "
                + $"| {row.PeerSeconds:0.0000} | {row.PeerMemory:0} | {row.Seconds / row.PeerSeconds:0.00} |"));
        }
    }

    /// <summary>Prints the table for 4 and 20 megapixels and the largest picture that is read.</summary>
    /// <param name="python">An interpreter with Pillow and numpy.</param>
    public static void PrintAll(string python)
    {
        Row[][] sizes = [.. Sizes.Select(size => Measure(size.Width, size.Height, python).ToArray())];
        Console.WriteLine("| format | of Pillow's time, 4 MP | 20 MP | largest | largest, s | memory, MB | Pillow's memory, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (string format in sizes.SelectMany(rows => rows).Select(row => row.Format).Distinct())
        {
            Row?[] rows = [.. sizes.Select(size => Array.Find(size, row => row.Format == format))];
            string ratios = string.Join(" | ", rows.Select(row => row is null ? "" : Text(row.Seconds / row.PeerSeconds, "0.00")));
            string largest = rows[^1] is Row last ? $"{Text(last.Seconds, "0.00")} | {Text(last.Memory, "0")} | {Text(last.PeerMemory, "0")}" : " | | ";
            Console.WriteLine($"| {format} | {ratios} | {largest} |");
        }
    }

    private static IEnumerable<Row> Measure(int width, int height, string python)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gangate-benchmark-");
        try
        {
            string script = Path.Combine(AppContext.BaseDirectory, "decoders.py");
            Run(python, script, "make", folder.FullName, Text(width), Text(height));
            string rounds = Text((int)Math.Clamp(40_000_000L / ((long)width * height), 1, 50));
            foreach (FileInfo file in folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                (double s, double memory) = Least(() => Run(Environment.ProcessPath!, [.. Self(), "decode", file.FullName, rounds]));
                (double peer, double peerMemory) = Least(() => Run(python, script, "decode", file.FullName, rounds));
                yield return new Row(Path.GetFileNameWithoutExtension(file.Name), file.Length / 1e6, s, memory, peer, peerMemory);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Decodes a file some times, and prints the least processor time in seconds and the most memory of the process in MB.</summary>
    public static void Decode(string path, int rounds)
    {
        double least = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            ImageFile.Decode(path, path);
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{least} {self.PeakWorkingSet64 / 1e6}"));
    }

    // dotnet, unless the benchmarks run by a launcher of their own.
    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? ["exec", typeof(DecoderTable).Assembly.Location]
        : [];

    private static (double Seconds, double MegaBytes) Least(Func<string> run)
    {
        double[][] runs = [.. Enumerable.Range(0, 2).Select(_ => run().Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray())];
        return (runs.Min(one => one[0]), runs.Min(one => one[1]));
    }

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Row(string Format, double FileSize, double Seconds, double Memory, double PeerSeconds, double PeerMemory);
}
