using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using GanGate.Features;
using GanGate.Models;
using GanGate.Settings;
using GanGate.Tool.Feeds;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate device</c>: what networks can run on here.</summary>
internal static class DeviceCommand
{
    public static Command Create(TerminalStreams streams) => new("device", "List what networks can run on here, and what is missing.")
    {
        CreateList(streams),
        CreateInstall(streams),
    };

    private static Command CreateInstall(TerminalStreams streams)
    {
        Argument<string> kind = new("kind") { Description = "cuda, for NVIDIA's GPUs." };
        kind.CompletionSources.Add(Device.Cuda, Device.WebGpu);
        Command command = new("install", "Bring the provider library of ONNX Runtime from your NuGet sources once for this user.") { kind };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            using PackageFeeds packages = new(Directory.GetCurrentDirectory());
            ModelStore store = InstalledProvider.Store(packages);
            string name = RequireInstallable(invocation.Parsed.GetRequiredValue(kind));
            StoredModel library = DownloadDisplay.Run(
                invocation, progress => store.FetchAsync(name, progress, invocation.Cancellation).GetAwaiter().GetResult());
            invocation.Streams.Out.WriteLine(invocation.Json
                ? new JsonObject { ["kind"] = name, ["path"] = library.Path, ["bytes"] = library.Size, ["sha256"] = library.Sha256 }.ToJsonString()
                : $"{name}  {library.Path}");
            return 0;
        });
        return command;
    }

    private static string RequireInstallable(string kind)
    {
        if (kind is not (Device.Cuda or Device.WebGpu)) throw new GanGateException(ErrorCodes.Usage, $"'{kind}' is no kind of device: write cuda or webgpu");
        if (InstalledProvider.All.Any(library => library.Name == kind)) return kind;

        IGpuRuntime runtime = GpuRuntimes.Here.Single(runtime => runtime.Kind == kind);
        throw new GanGateException(
            ErrorCodes.DeviceUnavailable,
            $"this version knows no library of ONNX Runtime's {runtime.Provider} provider for {RuntimeInformation.RuntimeIdentifier} by its hash: "
            + $"take one from its makers and name it with {Setting.EpLibrary.At(runtime.LibraryName)}");
    }

    private static Command CreateList(TerminalStreams streams)
    {
        Option<string?> library = Setting.EpLibrary.ToText();
        Option<string[]> folders = Setting.Libraries.ToTexts();
        Command command = new("list", "Say which providers of GPUs work here, with their libraries and adapters, and what mends what does not.")
        {
            library, folders,
        };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            string[] searched = [.. (invocation.Parsed.GetValue(folders) ?? []).SelectMany(WithWheels)];
            string? named = invocation.Parsed.GetValue(library) ?? Environment.GetEnvironmentVariable(Device.LibraryVariable);
            GpuSurvey[] surveys = [.. GpuRuntimes.Here.Select(runtime => GpuSurvey.Of(runtime, LibraryOf(runtime, named) ?? (runtime.IsBuiltIn ? null : runtime.Installed), searched))];
            invocation.Streams.Out.WriteLine(invocation.Json ? Json(surveys) : Text(surveys, invocation.Streams));
            return 0;
        });
        return command;
    }

    private static string? LibraryOf(IGpuRuntime runtime, string? library) =>
        library is { Length: > 0 } && GpuRuntimes.Here.OfLibrary(library) == runtime ? library : null;

    // A folder of libraries, or one of Python's packages, whose wheels of NVIDIA each have a folder lib.
    private static IEnumerable<string> WithWheels(string folder)
    {
        if (!Directory.Exists(folder)) throw GanGateException.Missing(folder, "the folder of libraries");
        string wheels = Path.Combine(folder, "nvidia");
        return Directory.Exists(wheels)
            ? Directory.EnumerateDirectories(wheels).Select(wheel => Path.Combine(wheel, "lib")).Where(Directory.Exists).Order(StringComparer.Ordinal)
            : [folder];
    }

    private static string Text(IEnumerable<GpuSurvey> surveys, TerminalStreams streams) => string.Join(Environment.NewLine,
    [
        $"ONNX Runtime {OnnxEnvironment.Ask(runtime => runtime.GetVersionString())}: {string.Join(", ", OnnxEnvironment.Ask(runtime => runtime.GetAvailableProviders()))}",
        .. surveys.SelectMany(survey => LinesOf(survey, streams)),
    ]);

    private static IEnumerable<string> LinesOf(GpuSurvey survey, TerminalStreams streams)
    {
        yield return "";
        yield return $"{survey.Runtime.Kind,-8} {(survey.Device is null ? "does not work" : $"works: {survey.Device}")}";
        yield return Line("provider", survey.Library ?? (survey.Runtime.IsBuiltIn ? "built in" : "not here"));
        foreach (SharedLibrary library in survey.Libraries)
        {
            yield return Line(library.Name, library.IsHere ? $"{library.Version ?? "here"}  {library.Path}".TrimEnd() : library.Missing!);
        }

        foreach (VulkanAdapter adapter in survey.Adapters) yield return Line("adapter", $"{adapter.Name}{(adapter.IsSoftware ? " (software)" : "")}");
        if (survey.Trouble is not null) yield return Line("reason", survey.Trouble.In(streams.Words));
        if (MendOf(survey) is Sentence mend) yield return Line("mend", mend.In(streams.Words));
    }

    // The first thing that is missing: what comes after it cannot be judged yet.
    private static Sentence? MendOf(GpuSurvey survey)
    {
        if (survey.Device is not null) return null;
        int missing = survey.Libraries.ToList().FindIndex(library => !library.IsHere);
        if (missing < 0 && survey.Library is null && !survey.Runtime.IsBuiltIn)
        {
            if (InstalledProvider.All.Any(library => library.Name == survey.Runtime.Kind)) return $"run {Advice.InstallDevice(survey.Runtime.Kind)}";
            return $"name the provider's library: {Setting.EpLibrary.At(survey.Runtime.LibraryName)}, or {Device.LibraryVariable}";
        }

        if (missing < 1) return survey.Runtime.WhenMissing;

        return $"install CUDA 13 and cuDNN 9, or name a folder that has {survey.Libraries[missing].Name} in LD_LIBRARY_PATH (on Windows PATH); "
            + $"Python's NVIDIA wheels have it: {Setting.Libraries.At("SITE-PACKAGES")} shows whether";
    }

    private static string Line(string name, string text) => $"  {name,-22} {text}";

    private static string Json(IEnumerable<GpuSurvey> surveys) => new JsonObject
    {
        ["schema"] = "gangate-devices/1",
        ["onnxRuntime"] = OnnxEnvironment.Ask(runtime => runtime.GetVersionString()),
        ["providers"] = new JsonArray([.. surveys.Select(survey => new JsonObject
        {
            ["kind"] = survey.Runtime.Kind,
            ["device"] = survey.Device,
            ["builtIn"] = survey.Runtime.IsBuiltIn,
            ["library"] = survey.Library,
            ["libraries"] = new JsonArray([.. survey.Libraries.Select(library => new JsonObject
            {
                ["name"] = library.Name,
                ["here"] = library.IsHere,
                ["version"] = library.Version,
                ["path"] = library.Path,
            })]),
            ["adapters"] = new JsonArray([.. survey.Adapters.Select(adapter => new JsonObject
            {
                ["name"] = adapter.Name,
                ["software"] = adapter.IsSoftware,
            })]),
            ["trouble"] = survey.Trouble?.ToString(),
        })]),
    }.ToJsonString();
}
