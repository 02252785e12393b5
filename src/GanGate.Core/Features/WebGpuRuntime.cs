using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>WebGPU as the loaded ONNX Runtime has it: GPUs of all makers, through Vulkan, Direct3D 12 or Metal.</summary>
internal sealed class WebGpuRuntime : IGpuRuntime
{
    // The plugin makes no device of a software adapter unless this is set. What was named is meant.
    private const string SoftwareVariable = "ORT_WEBGPU_EP_ALLOW_SOFTWARE_ADAPTER";

    /// <summary>That of this process.</summary>
    public static WebGpuRuntime Here { get; } = new();

    /// <inheritdoc/>
    public string Kind => Device.WebGpu;

    /// <inheritdoc/>
    public string Provider => "WebGPU";

    /// <inheritdoc/>
    public string LibraryName => "libonnxruntime_providers_webgpu.so";

    /// <inheritdoc/>
    public IReadOnlyList<string> Needs => OperatingSystem.IsLinux() ? [VulkanAdapter.Loader] : [];

    /// <inheritdoc/>
    public bool IsBuiltIn => OnnxEnvironment.Ask(runtime => runtime.GetAvailableProviders().Contains("WebGpuExecutionProvider"));

    /// <inheritdoc/>
    public string? Installed => InstalledProvider.Find(Kind);

    /// <inheritdoc/>
    public string WhenMissing => OperatingSystem.IsLinux() && !VulkanAdapter.HasLoader
        ? $"install Vulkan's loader ({VulkanAdapter.Loader}) and a driver of your GPU for it"
        : "install a driver of your GPU for Vulkan (vulkaninfo shows what it sees), Direct3D 12 or Metal";

    /// <inheritdoc/>
    public string WhenFailed => "its memory may be too small, or its driver was reset";

    /// <inheritdoc/>
    public object OneAtATime { get; } = new();

    /// <inheritdoc/>
    public Gpu? BuiltIn(int index)
    {
        OrtEpDevice[] devices = OnnxEnvironment.Ask(runtime => GpuLibraries.DevicesOf(runtime, Kind));
        if (index < devices.Length) return Of(devices[index], index);

        // A software adapter is no hardware that the runtime would list; nor is a GPU that the system hides from it.
        if (index > 0 || devices.Length > 0) return null;
        if (!OperatingSystem.IsLinux()) return new Gpu(Use);
        return VulkanAdapter.First() is VulkanAdapter adapter ? new Gpu(Use, adapter.Name, adapter.IsSoftware) : null;

        static void Use(SessionOptions session) => session.AppendExecutionProvider("WebGPU", []);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Gpu> Load(string library)
    {
        OnnxEnvironment.SetVariable(SoftwareVariable, "1");
        return [.. GpuLibraries.Load(library, Kind, Unusable).Select(Of)];
    }

    /// <inheritdoc/>
    public GanGateException Unusable(string name, Exception failure) => new(
        ErrorCodes.ProviderUnusable,
        $"the provider '{name}' cannot be used: {OnnxEnvironment.ReasonWithLog(failure)}; it needs a driver for Vulkan "
        + "(on Linux with the loader libvulkan.so.1), Direct3D 12 or Metal",
        failure);

    private static Gpu Of(OrtEpDevice device, int index)
    {
        OrtHardwareDevice hardware = device.HardwareDevice;
        VulkanAdapter? adapter = OperatingSystem.IsLinux() ? VulkanAdapter.All().ElementAtOrDefault(index) : null;
        return new Gpu(
            session => session.AppendExecutionProvider(OnnxEnvironment.Instance, [device], new Dictionary<string, string>()),
            adapter?.Name ?? (hardware.Metadata.Entries.TryGetValue("Description", out string? description) ? description : hardware.Vendor),
            adapter?.IsSoftware ?? hardware.Type != OrtHardwareDeviceType.GPU);
    }
}
