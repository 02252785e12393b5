using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>CUDA as the loaded ONNX Runtime has it.</summary>
internal sealed class CudaRuntime : IGpuRuntime
{
    // What decides between speed and equal features: sums of TF32 differ from the CPU's in the fourth digit.
    private static readonly Dictionary<string, string> Settings = new() { ["use_tf32"] = "0" };

    /// <summary>That of this process.</summary>
    public static CudaRuntime Here { get; } = new();

    /// <inheritdoc/>
    public string Kind => Device.Cuda;

    /// <inheritdoc/>
    public string Provider => "CUDA";

    /// <inheritdoc/>
    public string LibraryName => "libonnxruntime_providers_cuda.so";

    /// <inheritdoc/>
    public IReadOnlyList<string> Needs => OperatingSystem.IsWindows()
        ? ["nvcuda.dll", "cudart64_13.dll", "cublasLt64_13.dll", "cublas64_13.dll", "curand64_10.dll", "cudnn64_9.dll"]
        : ["libcuda.so.1", "libcudart.so.13", "libcublasLt.so.13", "libcublas.so.13", "libcurand.so.10", "libcudnn.so.9"];

    /// <inheritdoc/>
    public bool IsBuiltIn => OnnxEnvironment.Ask(runtime => runtime.GetAvailableProviders().Contains("CUDAExecutionProvider"));

    /// <inheritdoc/>
    public string? Installed => InstalledProvider.Find(Kind);

    /// <inheritdoc/>
    public string WhenMissing => "install NVIDIA's driver (nvidia-smi shows what it sees)";

    /// <inheritdoc/>
    public string WhenFailed => "nvidia-smi shows its memory and its state";

    /// <inheritdoc/>
    public object? OneAtATime => null;

    // The provider looks for the GPU when a session is opened.
    /// <inheritdoc/>
    public Gpu BuiltIn(int index) => new(session =>
    {
        using OrtCUDAProviderOptions options = new();
        options.UpdateOptions(new Dictionary<string, string>(Settings) { ["device_id"] = index.ToString(CultureInfo.InvariantCulture) });
        session.AppendExecutionProvider_CUDA(options);
    });

    /// <inheritdoc/>
    public IReadOnlyList<Gpu> Load(string library)
    {
        if (library == Installed) InstalledProvider.RequireFit(library, OnnxEnvironment.Ask(runtime => runtime.GetVersionString()));
        return [.. GpuLibraries.Load(library, Kind, Unusable)
            .Select(device => new Gpu(session => session.AppendExecutionProvider(OnnxEnvironment.Instance, [device], Settings)))];
    }

    /// <inheritdoc/>
    public GanGateException Unusable(string name, Exception failure) => new(
        ErrorCodes.ProviderUnusable,
        $"the provider '{name}' cannot be used: {OnnxEnvironment.ReasonWithLog(failure)}; it needs NVIDIA's driver, and CUDA and cuDNN "
        + "of the versions that it was built for, where the loader finds them (LD_LIBRARY_PATH, PATH)",
        failure);
}
