using System.Diagnostics;
using System.Text.Json.Nodes;

namespace GanGate.Tests.Architecture;

/// <summary>Which natives of ONNX Runtime a source build asks for, as MSBuild sees it; nothing is restored.</summary>
public class GpuBuildTests
{
    private const string Cpu = "Microsoft.ML.OnnxRuntime", Gpu = "Microsoft.ML.OnnxRuntime.Gpu";

    private static readonly string[] Projects =
        [.. Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("$(GanGateOnnxRuntime)", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Test]
    public void Every_project_that_brings_natives_leaves_the_choice_to_one_property()
    {
        Assert.That(Projects, Does.Contain("src/GanGate.Tool/GanGate.Tool.csproj").And.Contain("src/GanGate.NUnit/GanGate.NUnit.csproj"));
        string[] fixedChoices =
            [.. Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
                .Where(path => File.ReadAllText(path).Contains($"Include=\"{Cpu}\"", StringComparison.Ordinal)
                    || File.ReadAllText(path).Contains($"Include=\"{Gpu}\"", StringComparison.Ordinal))];
        Assert.That(fixedChoices, Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public async Task A_build_for_gpus_asks_for_their_package_and_leaves_the_lock_files_alone(string project)
    {
        JsonNode plain = await Evaluate(project), gpu = await Evaluate(project, "-p:GanGateGpu=true");

        Assert.That(ReferencesOf(plain), Does.Contain(Cpu).And.Not.Contain(Gpu));
        Assert.That(ReferencesOf(gpu), Does.Contain(Gpu).And.Not.Contain(Cpu));
        Assert.That((string?)plain["Properties"]!["NuGetLockFilePath"], Is.Empty);
        Assert.That((string?)gpu["Properties"]!["NuGetLockFilePath"], Does.EndWith("/obj/packages.gpu.lock.json"));
        Assert.That(
            gpu["Items"]!["PackageVersion"]!.AsArray().Select(one => ((string?)one!["Identity"], (string?)one["Version"])),
            Has.Exactly(1).Matches<(string? Identity, string? Version)>(one => one.Identity == Gpu && one.Version!.StartsWith("1.31.", StringComparison.Ordinal)));
    }

    [Test]
    public async Task The_page_names_the_versions_that_belong_together()
    {
        JsonNode evaluation = await Evaluate("src/GanGate.Core/GanGate.Core.csproj");
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "gpu.md"));
        string version = (string)evaluation["Items"]!["PackageVersion"]!.AsArray().Single(one => (string?)one!["Identity"] == Gpu)!["Version"]!;

        Assert.That(page, Does.Contain($"<PackageReference Include=\"{Gpu}\" Version=\"{version}\" />"));
        Assert.That(page, Does.Contain($"<PackageReference Include=\"GanGate.Core\" Version=\"{evaluation["Properties"]!["Version"]}\" />"));
    }

    [Test]
    public void No_lock_file_holds_the_package_for_gpus()
    {
        IEnumerable<string> locks = Directory.EnumerateFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories);

        Assert.That(locks.Where(path => File.ReadAllText(path).Contains(Gpu, StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<string> ReferencesOf(JsonNode evaluation) =>
        evaluation["Items"]!["PackageReference"]!.AsArray().Select(one => (string)one!["Identity"]!);

    private static async Task<JsonNode> Evaluate(string project, params string[] more)
    {
        ProcessStartInfo start = new(
            "dotnet", ["msbuild", Path.Combine(Repository.Root, project), "-getItem:PackageReference,PackageVersion", "-getProperty:NuGetLockFilePath,Version", .. more])
        {
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? JsonNode.Parse(output)! : throw new InvalidOperationException(output);
    }
}
