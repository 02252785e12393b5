using System.Globalization;
using BenchmarkDotNet.Running;
using GanGate.Benchmarks;
using GanGate.Simulation;

if (args is ["kernels", ..])
{
    KernelTable.Print(args.Length > 1 ? args[1] : "/usr/bin/python3");
}
else if (args is ["simulate", "gaussians"])
{
    SimulationTable.PrintGaussians();
}
else if (args is ["simulate", "photos", string folder])
{
    SimulationTable.PrintPhotos(folder);
}
else if (args is ["simulate", "metrics"])
{
    MetricTable.PrintGaussians();
}
else if (args is ["simulate", "metrics", string metricFolder])
{
    MetricTable.PrintPhotos(metricFolder);
}
else if (args is ["build"])
{
    await BuildTable.Print();
}
else if (args is ["sources"])
{
    await SourcesTable.Print();
}
else if (args is ["simulate", "early"])
{
    EarlyTable.PrintGaussians();
}
else if (args is ["simulate", "early", string earlyFolder])
{
    EarlyTable.PrintPhotos(earlyFolder);
}
else if (args is ["simulate", "calibration", string calibrated, string count, string times])
{
    CalibrationTable.Print(calibrated, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(times, CultureInfo.InvariantCulture));
}
else if (args is ["simulate", "floor", string many, string others, string shares, string repetitions, ..])
{
    FloorTable.Print(
        many,
        others,
        [.. shares.Split(',').Select(share => double.Parse(share, CultureInfo.InvariantCulture))],
        int.Parse(repetitions, CultureInfo.InvariantCulture),
        [.. args[6..].Select(pair => pair.Split(':').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray()).Select(pair => (pair[0], pair[1]))]);
}
else if (args is ["error-cost"])
{
    ErrorCost.Print();
}
else if (args is ["repeats", string photos, ..])
{
    // And a protocol, statistics of train.zip with features under it, and how many photos of test.zip.
    RepeatTable.Print(
        photos,
        args.Length > 2 ? args[2] : "pyramid",
        args.Length > 3 ? args[3] : null,
        args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : int.MaxValue);
}
else if (args is ["speed", string id, string pictures, string threads, string run, string pairs])
{
    int[] numbers = [.. ((string[])[threads, run, pairs]).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    ProtocolSpeed.Print(id, pictures, numbers[0], numbers[1], numbers[2]);
}
else if (args is ["training"])
{
    TrainingSpeed.Print();
}
else if (args is ["decoders", string width, string height, ..])
{
    DecoderTable.Print(int.Parse(width, CultureInfo.InvariantCulture), int.Parse(height, CultureInfo.InvariantCulture), args.Length > 3 ? args[3] : "/usr/bin/python3");
}
else if (args is ["decoders"] or ["decoders", _])
{
    DecoderTable.PrintAll(args.Length > 1 ? args[1] : "/usr/bin/python3");
}
else if (args is ["decode", string file, string rounds])
{
    DecoderTable.Decode(file, int.Parse(rounds, CultureInfo.InvariantCulture));
}
else if (args is ["fuzz", string corpus, string cases, ..])
{
    DecoderFuzz.Print(corpus, int.Parse(cases, CultureInfo.InvariantCulture), args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1);
}
else if (args is ["fuzz-weights", string weights, string weightCases, ..])
{
    CheckpointFuzz.Print(
        weights, int.Parse(weightCases, CultureInfo.InvariantCulture), args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
