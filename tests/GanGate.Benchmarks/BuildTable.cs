using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GanGate.Measuring;
using GanGate.Statistics;

namespace GanGate.Benchmarks;

/// <summary>What an unchanged gate costs a build in which nothing has changed: the times of its targets as MSBuild's own summary gives them.</summary>
internal static partial class BuildTable
{
    /// <summary>The images of the gate.</summary>
    public const int Images = 2000;

    private const int Builds = 7;

    /// <summary>Prints a row for each build.</summary>
    public static async Task Print()
    {
        IReadOnlyList<int> times = await Measure();
        Console.WriteLine(FormattableString.Invariant($"{Images:N0} images, {Builds} no-op builds, milliseconds of all targets of the gate"));
        Console.WriteLine("| build | targets, ms |");
        Console.WriteLine("| --- | --- |");
        for (int build = 0; build < times.Count; build++) Console.WriteLine(FormattableString.Invariant($"| {build + 1} | {times[build]} |"));
    }

    /// <summary>Milliseconds of the gate's targets in each of some builds in which nothing changed.</summary>
    public static async Task<IReadOnlyList<int>> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("gangate-build-").FullName;
        try
        {
            string project = Write(folder);
            StatisticsFile.Write(
                Path.Combine(folder, "reference.npz"),
                Measurement.Statistics(Path.Combine(folder, "samples"), new MeasurementOptions { Protocol = "pyramid" }));
            await Run(folder, project);
            List<int> times = [];
            for (int build = 0; build < Builds; build++) times.Add(MillisecondsOf(await Run(folder, project)));
            return times;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string folder)
    {
        // An image of one colour each, so that nothing but their number matters.
        string samples = Directory.CreateDirectory(Path.Combine(folder, "samples")).FullName;
        for (int i = 0; i < Images; i++)
        {
            byte[] pixel = [(byte)i, (byte)(i >> 8), (byte)(i * 7)];
            File.WriteAllBytes(Path.Combine(samples, $"{i}.ppm"), [.. "P6 16 16 255\n"u8, .. Enumerable.Repeat(pixel, 256).SelectMany(rgb => rgb)]);
        }

        string root = Root();
        string project = Path.Combine(folder, "Product.csproj");
        File.WriteAllText(Path.Combine(folder, "Product.cs"), "internal static class Product;");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <GanGateTaskAssembly>{root}/src/GanGate.MSBuild/bin/Release/netstandard2.0/GanGate.MSBuild.dll</GanGateTaskAssembly>
                <GanGateTool>{Path.Combine(AppContext.BaseDirectory, "gangate.dll")}</GanGateTool>
              </PropertyGroup>
              <Import Project="{root}/build/GanGate.MSBuild.props" />
              <ItemGroup>
                <GanGate Include="all" Generated="samples" Reference="reference.npz" MaxFid="1" />
              </ItemGroup>
              <Import Project="{root}/build/GanGate.MSBuild.targets" />
            </Project>
            """);
        return project;
    }

    private static async Task<string> Run(string folder, string project)
    {
        ProcessStartInfo start = new("dotnet", ["build", project, "-nodeReuse:false", "-clp:PerformanceSummary"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process build = Process.Start(start)!;
        string output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return build.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    private static int MillisecondsOf(string output)
    {
        string targets = output[output.IndexOf("Target Performance Summary", StringComparison.Ordinal)..];
        targets = targets[..targets.IndexOf("Task Performance Summary", StringComparison.Ordinal)];
        return GateTarget().Matches(targets).Sum(target => int.Parse(target.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GanGate.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("GanGate.sln was not found above the benchmarks");
    }

    [GeneratedRegex(@"(\d+) ms  _?GanGate\w+ ")]
    private static partial Regex GateTarget();
}
