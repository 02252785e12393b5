using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Xml.Linq;
using GanGate.Models;

namespace GanGate.Tests.Packages;

public class ContentTests
{
    private const string Official = "https://github.com/gangate/gangate";
    private const string Notices = "THIRD-PARTY-NOTICES.txt";
    private const string CommandFolder = "tools/net10.0/any/";

    // What ONNX Runtime and Skia bring for the five platforms, and nothing for others.
    private static readonly string[] Natives =
    [
        "linux-arm64/native/libSkiaSharp.so",
        "linux-arm64/native/libonnxruntime.so",
        "linux-arm64/native/libonnxruntime_providers_shared.so",
        "linux-x64/native/libSkiaSharp.so",
        "linux-x64/native/libonnxruntime.so",
        "linux-x64/native/libonnxruntime_providers_shared.so",
        "osx-arm64/native/libonnxruntime.dylib",
        "osx/native/libSkiaSharp.dylib",
        "win-arm64/native/libSkiaSharp.dll",
        "win-arm64/native/onnxruntime.dll",
        "win-arm64/native/onnxruntime_providers_shared.dll",
        "win-x64/native/libSkiaSharp.dll",
        "win-x64/native/onnxruntime.dll",
        "win-x64/native/onnxruntime_providers_shared.dll",
    ];

    private static readonly string[] Ids =
    [
        "GanGate.Core", "GanGate.MSBuild", "GanGate.NUnit", "GanGate.Reporting", "GanGate.ResNet18", "GanGate.Tool",
        "GanGate.Tool." + RuntimeInformation.RuntimeIdentifier,
    ];

    [Test]
    public void All_packages_are_there_and_no_other() =>
        Assert.That(
            Directory.GetFiles(Feed.Folder).Select(Path.GetFileName),
            Is.EquivalentTo(Ids.Select(id => $"{id}.{Feed.Version}.nupkg")));

    [TestCaseSource(nameof(Ids))]
    public void A_package_names_its_licence_source_and_readme_and_carries_the_notices(string id)
    {
        using Nupkg package = Feed.Open(id);
        XElement metadata = package.Metadata;

        Assert.That(metadata.Element("license")?.Value, Is.EqualTo("MIT"));
        Assert.That(metadata.Element("projectUrl")?.Value, Is.EqualTo(Official));
        Assert.That(metadata.Element("repository")?.Attribute("url")?.Value, Is.EqualTo(Official + ".git"));
        Assert.That(metadata.Element("description")?.Value, Has.Length.GreaterThan(60));
        Assert.That(metadata.Element("readme")?.Value, Is.EqualTo("README.md"));
        Assert.That(package.Text("README.md"), Does.StartWith("# ").And.Contain(Official));
        Assert.That(package.Text(Notices), Is.EqualTo(File.ReadAllText(Path.Combine(Repository.Root, Notices))));
    }

    [Test]
    public void The_msbuild_package_is_the_targets_the_task_and_the_command()
    {
        using Nupkg package = Feed.Open("GanGate.MSBuild");
        string[] build = [.. Directory.GetFiles(Path.Combine(Repository.Root, "build"), "GanGate.MSBuild.*").Select(file => Path.GetFileName(file)!)];

        Assert.That(package.Metadata.Element("developmentDependency")?.Value, Is.EqualTo("true"));
        Assert.That(package.Dependencies, Is.Empty);
        Assert.That(build, Is.SupersetOf((string[])["GanGate.MSBuild.props", "GanGate.MSBuild.targets"]));
        foreach (string folder in (string[])["build/", "buildMultiTargeting/"])
        {
            Assert.That(Below(package, folder), Is.EquivalentTo(build));
        }

        Assert.That(Below(package, "tasks/netstandard2.0/"), Does.Contain("GanGate.MSBuild.dll"));
        Assert.That(
            Below(package, CommandFolder),
            Is.SupersetOf((string[])["gangate.dll", "gangate.deps.json", "gangate.runtimeconfig.json"]));
    }

    [Test]
    public void The_msbuild_package_has_the_natives_of_five_platforms_in_82_megabytes()
    {
        using Nupkg package = Feed.Open("GanGate.MSBuild");

        Assert.That(Below(package, CommandFolder + "runtimes/").Where(file => file.Contains("/native/", StringComparison.Ordinal)), Is.EquivalentTo(Natives));
        Assert.That(package.Size, Is.LessThanOrEqualTo(82_000_000));
    }

    [Test]
    public void The_commands_package_has_the_natives_of_its_platform()
    {
        string platform = RuntimeInformation.RuntimeIdentifier;
        using Nupkg package = Feed.Open("GanGate.Tool." + platform);
        string[] folders = [platform + "/", platform.Split('-')[0] + "/"];

        Assert.That(
            Unmanaged(package, $"tools/net10.0/{platform}/"),
            Is.EquivalentTo(Natives
                .Where(native => folders.Any(folder => native.StartsWith(folder, StringComparison.Ordinal)))
                .Select(native => Path.GetFileName(native))));
    }

    [TestCase("GanGate.MSBuild")]
    [TestCase("GanGate.Tool")]
    public void The_command_is_shipped_without_symbols_libraries_to_link_and_launchers(string id)
    {
        using Nupkg package = Feed.Open(id == "GanGate.Tool" ? "GanGate.Tool." + RuntimeInformation.RuntimeIdentifier : id);

        Assert.That(
            package.Files.Select(Path.GetExtension).Distinct(),
            Is.SubsetOf((string[])[".dll", ".so", ".dylib", ".json", ".props", ".targets", ".txt", ".md", ".xml"]));
        Assert.That(package.Files, Has.None.Match(@"(^|/)gangate(\.exe)?$"));
    }

    [TestCase("GanGate.MSBuild", CommandFolder)]
    public void Everything_foreign_that_is_shipped_has_its_notice(string id, string folder)
    {
        using Nupkg package = Feed.Open(id);
        string notices = package.Text(Notices);
        string[] foreign = [.. Below(package, folder)
            .Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !file.Contains('/'))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("gangate", StringComparison.OrdinalIgnoreCase))];

        Assert.That(foreign, Is.Not.Empty);
        Assert.That(foreign.Where(name => !notices.Contains(name + " ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(package.Text(folder + "notices/Microsoft.ML.OnnxRuntime.txt"), Has.Length.GreaterThan(10_000));
        Assert.That(package.Text(folder + "notices/SkiaSharp.txt"), Does.Contain("Skia"));
        Assert.That(package.Text(folder + "notices/.NET.txt"), Does.Contain(".NET Runtime"));
    }

    [Test]
    public void The_library_leaves_the_natives_of_onnx_runtime_to_its_user()
    {
        using Nupkg package = Feed.Open("GanGate.Core");

        string[] onnx = [.. package.Dependencies.Where(dependency => dependency.Contains("Onnx", StringComparison.Ordinal))];
        Assert.That(onnx.Single(), Does.StartWith("Microsoft.ML.OnnxRuntime.Managed "));
        Assert.That(
            package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EqualTo(["lib/net10.0/GanGate.Core.dll", "lib/net10.0/GanGate.Core.xml"]));
    }

    [Test]
    public void The_reports_are_one_assembly_that_stands_on_the_library()
    {
        using Nupkg package = Feed.Open("GanGate.Reporting");

        Assert.That(package.Dependencies, Is.EqualTo(["GanGate.Core " + Feed.Version]));
        Assert.That(
            package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EqualTo(["lib/net10.0/GanGate.Reporting.dll", "lib/net10.0/GanGate.Reporting.xml"]));
    }

    [Test]
    public void The_network_is_a_package_of_two_models_with_their_notices()
    {
        using Nupkg package = Feed.Open("GanGate.ResNet18");

        Assert.That(package.Dependencies, Is.Empty);
        Assert.That(package.Files, Is.EquivalentTo([
            "README.md", Notices, "build/GanGate.ResNet18.props", "buildMultiTargeting/GanGate.ResNet18.props", "buildTransitive/GanGate.ResNet18.props",
            "models/ResNet18.onnx", "models/ResNetPreprocess.onnx", "notices/LICENSE", "notices/THIRD-PARTY-NOTICES.TXT"]));
        foreach (PublicModel model in (PublicModel[])[PublicModel.ResNet18, PublicModel.ResNet18Preprocessing])
        {
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(package.Bytes($"models/{model.FileName}"))), Is.EqualTo(model.Sha256));
        }
    }

    /// <summary>Who gates needs neither trainings nor studies; the command has both.</summary>
    [TestCase("GanGate.NUnit", false)]
    [TestCase("GanGate.Tool", true)]
    public void The_experiments_are_part_of_the_command_alone(string id, bool inside)
    {
        using Nupkg package = Feed.Open(id == "GanGate.Tool" ? "GanGate.Tool." + RuntimeInformation.RuntimeIdentifier : id);

        Assert.That(package.Files.Any(file => file.EndsWith("/GanGate.Experiments.dll", StringComparison.Ordinal)), Is.EqualTo(inside));
        Assert.That(package.Dependencies, Has.None.Contains("Experiments"));
    }

    [Test]
    public void The_constraints_bring_the_natives_and_run_from_nunit_4_2_2()
    {
        using Nupkg package = Feed.Open("GanGate.NUnit");

        Assert.That(package.Dependencies, Does.Contain("NUnit 4.2.2").And.Contain("GanGate.Reporting " + Feed.Version));
        Assert.That(package.Dependencies, Has.Some.StartsWith("Microsoft.ML.OnnxRuntime "));
    }

    [TestCase("GanGate.Core")]
    [TestCase("GanGate.Reporting")]
    [TestCase("GanGate.NUnit")]
    public void A_debugger_finds_the_sources(string id)
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) Assert.Ignore("the sources are known by their commit: needs a clone");
        using Nupkg package = Feed.Open(id);
        using PEReader assembly = new(new MemoryStream(package.Bytes($"lib/net10.0/{id}.dll")));
        DebugDirectoryEntry[] entries = [.. assembly.ReadDebugDirectory()];

        using MetadataReaderProvider symbols = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(
            entries.Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));

        string commit = package.Metadata.Element("repository")!.Attribute("commit")!.Value;
        Assert.That(SourceLink(symbols.GetMetadataReader()), Does.Contain($"https://raw.githubusercontent.com/gangate/gangate/{commit}/*"));
        Assert.That(entries.Select(entry => entry.Type), Does.Contain(DebugDirectoryEntryType.Reproducible));
    }

    private static string SourceLink(MetadataReader symbols)
    {
        Guid kind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        CustomDebugInformation link = symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation)
            .Single(information => symbols.GetGuid(information.Kind) == kind);
        return System.Text.Encoding.UTF8.GetString(symbols.GetBlobBytes(link.Value));
    }

    private static IEnumerable<string> Below(Nupkg package, string folder) =>
        package.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).Select(file => file[folder.Length..]);

    private static IEnumerable<string> Unmanaged(Nupkg package, string folder) =>
        Below(package, folder).Where(file => Path.GetExtension(file) switch
        {
            ".so" or ".dylib" => true,
            ".dll" => !new PEReader(new MemoryStream(package.Bytes(folder + file))).HasMetadata,
            _ => false,
        });
}
