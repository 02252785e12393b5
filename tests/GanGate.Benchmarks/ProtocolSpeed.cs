using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Benchmarks;

/// <summary>
/// What is left of a network's own speed from files to features: pairs of runs over as many images, by the clock and by the processor's time,
/// which others on the machine disturb less.
/// </summary>
internal static class ProtocolSpeed
{
    /// <summary>Prints images a second of each pair, and the median share.</summary>
    /// <param name="protocol">A protocol of ours; of resnet18 the bare network is its package's own file.</param>
    /// <param name="photos">A folder of images.</param>
    /// <param name="threads">How many slices run at once.</param>
    /// <param name="count">Images of a run.</param>
    /// <param name="pairs">How many.</param>
    public static void Print(string protocol, string photos, int threads, int count, int pairs)
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions(protocol) { Threads = threads });
        ImageFolder folder = ImageFolder.Open(photos);
        SelectedImages images = new(folder, [.. Enumerable.Range(0, count).Select(i => i % folder.Count)]);
        byte[] model = protocol == PublicModel.ResNet18.Name
            ? File.ReadAllBytes(new ModelStore().Resolve(protocol).Path)
            : Protocols.Export(new ProtocolOptions(protocol));
        using InferenceSession session = OnnxSession.Open(model);
        void Ours(int some) => FeatureExtraction.Run(
            new SelectedImages(images, [.. Enumerable.Range(0, some)]), extractor, _ => { }, new FeatureOptions { Threads = threads });

        float[] pixels = Pixels(extractor.Preprocessing.Size);
        Bare(session, count, extractor.Preprocessing.Size, pixels, threads);
        Ours(count);
        List<double> byClock = [], byProcessor = [];
        Console.WriteLine("| bare, images/s | files to features, images/s | share | of the processor's time |\n| --- | --- | --- | --- |");
        for (int pair = 0; pair < pairs; pair++)
        {
            (double bare, double bareProcessor) = Time(() => Bare(session, count, extractor.Preprocessing.Size, pixels, threads));
            (double ours, double oursProcessor) = Time(() => Ours(count));
            byClock.Add(bare / ours);
            byProcessor.Add(bareProcessor / oursProcessor);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {count / bare:0.0} | {count / ours:0.0} | {bare / ours:0.000} | {bareProcessor / oursProcessor:0.000} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nmedian share {Median(byClock):0.000}, of the processor's time {Median(byProcessor):0.000}"));
    }

    private static void Bare(InferenceSession session, int count, int size, float[] pixels, int threads) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, size, size]);
            using RunOptions run = new();
            session.Run(run, session.InputNames, [input], session.OutputNames).Dispose();
        });

    // Any values take as long, but for those that the processor calls denormal.
    private static float[] Pixels(int size)
    {
        byte[] bytes = new byte[3 * size * size];
        new Random(0).NextBytes(bytes);
        return Array.ConvertAll(bytes, value => (float)value);
    }

    private static (double Seconds, double OfProcessor) Time(Action run)
    {
        using Process process = Process.GetCurrentProcess();
        process.Refresh();
        TimeSpan before = process.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        run();
        process.Refresh();
        return (watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return CollectionsMarshal.AsSpan(values)[values.Count / 2];
    }
}
