using GanGate.Settings;

namespace GanGate.Features;

/// <summary>What a provider of GPUs has on this machine, and what it lacks.</summary>
/// <param name="Runtime">The provider.</param>
/// <param name="Library">Its library, where it is not built in; null where there is none.</param>
/// <param name="Libraries">What it needs of the system, in the order in which it is loaded.</param>
/// <param name="Adapters">The GPUs, by their drivers' names.</param>
/// <param name="Device">The device that works; null where none does.</param>
/// <param name="Trouble">Why none does; null where one does.</param>
internal sealed record GpuSurvey(
    IGpuRuntime Runtime,
    string? Library,
    IReadOnlyList<SharedLibrary> Libraries,
    IReadOnlyList<VulkanAdapter> Adapters,
    string? Device,
    Sentence? Trouble)
{
    /// <summary>Looks at everything, and runs the embedded network once.</summary>
    /// <param name="runtime">The provider.</param>
    /// <param name="library">Its library; null where it is built in, or is not there.</param>
    /// <param name="folders">Folders with libraries of the system, such as those of Python's wheels.</param>
    public static GpuSurvey Of(IGpuRuntime runtime, string? library, IReadOnlyList<string> folders)
    {
        SharedLibrary[] libraries = [.. runtime.Needs.Select(name => SharedLibrary.Find(name, folders))];
        VulkanAdapter[] adapters = runtime.Kind == Features.Device.WebGpu && OperatingSystem.IsLinux() ? [.. VulkanAdapter.All()] : [];
        try
        {
            return new GpuSurvey(runtime, library, libraries, adapters, Try(runtime, library), null);
        }
        catch (GanGateException failure)
        {
            return new GpuSurvey(runtime, library, libraries, adapters, null, failure.Sentence);
        }
    }

    // A provider that loads may still fail at its first kernel.
    private static string Try(IGpuRuntime runtime, string? library) => SessionDevice.Open(runtime.Kind, library, [runtime], device =>
    {
        using OnnxExtractor extractor = new PyramidProtocol().Open(new ProtocolOptions(PyramidProtocol.Id), device);
        float[] features = new float[extractor.Protocol.Dimension];
        extractor.Run(new float[3 * extractor.Preprocessing.Size * extractor.Preprocessing.Size], 1, features);
        return extractor.Device;
    });
}
