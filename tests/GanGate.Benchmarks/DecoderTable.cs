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
    /// <summary>Prints the table for pictures of one size.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="python">An interpreter with Pillow and numpy.</param>
    public static void Print(int width, int height, string python)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gangate-benchmark-");
        try
        {
            string script = Path.Combine(AppContext.BaseDirectory, "decoders.py");
            Run(python, script, "make", folder.FullName, Text(width), Text(height));
            int rounds = (int)Math.Clamp(40_000_000L / ((long)width * height), 1, 50);
            Console.WriteLine("| format | file, MB | s | megapixels per second | memory, MB | Pillow, s | Pillow's memory, MB | of Pillow's time |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
            foreach (FileInfo file in folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                (double s, double memory) = Least(() => Run(Environment.ProcessPath!, [.. Self(), "decode", file.FullName, Text(rounds)]));
                (double peer, double peerMemory) = Least(() => Run(python, script, "decode", file.FullName, Text(rounds)));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {Path.GetFileNameWithoutExtension(file.Name)} | {file.Length / 1e6:0.0} | {s:0.0000} | {width * (double)height / s / 1e6:0} | {memory:0} "
                    + $"| {peer:0.0000} | {peerMemory:0} | {s / peer:0.00} |"));
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
}
