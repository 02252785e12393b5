using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.IO.Hashing;
using GanGate.Statistics;

namespace GanGate.Tests;

/// <summary>What a process holds in memory: for very many images no more than for a few, and little for one that is too large.</summary>
[Category("Slow")]
[Platform("Linux")]
public class BoundedMemoryTests
{
    private const int Many = 100_000;

    // The runtime, the network and what two threads decode; the huge image alone would be 600 MB.
    private const long Bound = 400_000_000;

    private static readonly byte[][] Tiny = [Pixels(1), Pixels(2)];

    [Test]
    public async Task A_hundred_thousand_tiny_images_take_the_memory_of_a_few()
    {
        string few = Directory.CreateDirectory(DemoSet.Temporary("few")).FullName, many = DemoSet.Temporary("many.zip");
        string home = DemoSet.Temporary("home"), output = DemoSet.Temporary("many.npz");
        for (int i = 0; i < Tiny.Length; i++) await File.WriteAllBytesAsync(Path.Combine(few, $"{i}.ppm"), Tiny[i]);
        using (ZipArchive archive = ZipFile.Open(many, ZipArchiveMode.Create))
        {
            for (int i = 0; i < Many; i++)
            {
                await using Stream entry = archive.CreateEntry($"{i}.ppm", CompressionLevel.NoCompression).Open();
                await entry.WriteAsync(Tiny[i % Tiny.Length]);
            }
        }

        // What is measured here is the way there and back: the network's part is known from the first run.
        Ended first = await Run(home, "stats", few, "--protocol", "pyramid", "--cache-features", "--threads", "2", "-o", output);
        Ended all = await Run(home, "stats", many, "--protocol", "pyramid", "--cache-features", "--threads", "2", "-o", output);

        Assert.That((first.ExitCode, all.ExitCode), Is.EqualTo((0, 0)), all.Error);
        Assert.That(StatisticsFile.Read(output).Count, Is.EqualTo(Many));
        TestContext.Out.WriteLine($"{first.Peak / 1e6:0} MB for {Tiny.Length}, {all.Peak / 1e6:0} MB for {Many}");
        Assert.That(all.Peak, Is.Positive.And.LessThan(Bound));
    }

    [Test]
    public async Task An_image_of_200_megapixels_is_refused_before_memory_is_spent_on_it()
    {
        string folder = DemoSet.CopyOfGood(3);
        WriteGrayPng(Path.Combine(folder, "huge.png"), width: 20_000, height: 10_000);

        Ended ended = await Run(DemoSet.Temporary("home"), "stats", folder, "--protocol", "pyramid", "-o", DemoSet.Temporary("x.npz"));

        Assert.That(ended.ExitCode, Is.EqualTo(2));
        Assert.That(ended.Error, Does.Contain("GG2005").And.Contain("huge.png").And.Contain("20000 x 10000"));
        TestContext.Out.WriteLine($"{ended.Peak / 1e6:0} MB");
        Assert.That(ended.Peak, Is.Positive.And.LessThan(Bound));
    }

    private static byte[] Pixels(byte level) => [.. "P6 8 8 255\n"u8, .. Enumerable.Range(0, 192).Select(i => (byte)(level * i))];

    private static void WriteGrayPng(string path, int width, int height)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[width + 1];
            for (int y = 0; y < height; y++) zlib.Write(row);
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        using FileStream file = File.Create(path);
        file.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        foreach ((string type, byte[] data) in ((string, byte[])[])[("IHDR", header), ("IDAT", packed.ToArray()), ("IEND", [])])
        {
            byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data], number = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            file.Write(named);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(named));
            file.Write(number);
        }
    }

    private static async Task<Ended> Run(string home, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(GanGate.Tool.Terminal.TerminalStreams).Assembly.Location, .. arguments, "--no-progress"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GANGATE_HOME"] = home;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has just ended.
            }
        }

        await output;
        return new Ended(process.ExitCode, await error, peak);
    }

    private sealed record Ended(int ExitCode, string Error, long Peak);
}
