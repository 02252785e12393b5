using System.Runtime.InteropServices;
using GanGate.Models;
using GanGate.Settings;

namespace GanGate.Features;

/// <summary>A provider library in the user's store, out of a package of the user's own feeds.</summary>
internal static class InstalledProvider
{
    // The version of ONNX Runtime that the libraries below are of. A library fits the runtimes of its own minor version.
    private static readonly Version Built = new(1, 31);

    /// <summary>The libraries that can be installed here, by the kinds of their devices.</summary>
    public static IReadOnlyList<PublicModel> All { get; } = For(RuntimeInformation.RuntimeIdentifier);

    /// <summary>The same for a platform, by its runtime identifier.</summary>
    internal static IReadOnlyList<PublicModel> For(string platform) => platform switch
    {
        "linux-x64" =>
        [
            Cuda(
                "Linux", platform,
                ("libonnxruntime_providers_cuda.so", 284_015_096, "5ea2ec896db647cd9bb1ab08e943cda07d497975b6d6b967a2bd88b8a1303f00"),
                ("libonnxruntime_providers_shared.so", 14_632, "c6a12593396095f5670160e284c35d1700b7708cf3037b7042e2a5200ccae772")),
        ],
        "win-x64" =>
        [
            Cuda(
                "Windows", platform,
                ("onnxruntime_providers_cuda.dll", 196_830_520, "198309952e14aefc28c155de035df3e8c10252defb49b65a65ab122362e9e293"),
                ("onnxruntime_providers_shared.dll", 21_816, "389a67bd9dd3a2647ad51392fce073a7886466344da43250ff24f9df89f8201c")),
        ],
        _ => [],
    };

    /// <summary>The library of a kind in the store.</summary>
    /// <param name="kind">cuda.</param>
    /// <returns>Its path; null where none is installed.</returns>
    public static string? Find(string kind) => All.Count == 0 ? null : Store().List().FirstOrDefault(library => library.Name == kind)?.Path;

    /// <summary>The store of the libraries.</summary>
    public static ModelStore Store(IPackageFeeds? packages = null) =>
        new(models: [.. All.SelectMany(library => (PublicModel[])[library, .. library.Needs])]) { Packages = packages };

    /// <summary>Refuses a runtime that a library in the store is not of.</summary>
    /// <exception cref="GanGateException">GG4014.</exception>
    public static void RequireFit(string library, string runtime)
    {
        if (Version.TryParse(runtime.Split('-')[0], out Version? version) && (version.Major, version.Minor) == (Built.Major, Built.Minor)) return;
        throw new GanGateException(
            ErrorCodes.ProviderUnusable,
            $"the provider '{library}' is of ONNX Runtime {Built}, and this process runs {runtime}: name one of its version with {Setting.EpLibrary}, "
            + $"or use {Setting.Device.At("cpu")}");
    }

    private static PublicModel Cuda(
        string system, string platform, (string File, long Size, string Sha256) library, (string File, long Size, string Sha256) shared)
    {
        return Of(Device.Cuda, library) with { Needs = [Of("cuda-shared", shared)] };

        PublicModel Of(string name, (string File, long Size, string Sha256) file) => new(name, file.File, file.Size, file.Sha256, [])
        {
            Network = "CUDA",
            Package = new PackageFile($"Microsoft.ML.OnnxRuntime.Gpu.{system}", "1.31.0", $"runtimes/{platform}/native/{file.File}"),
            Bring = Advice.InstallDevice(Device.Cuda),
        };
    }
}
