namespace GanGate.Features;

/// <summary>The providers of GPUs.</summary>
internal static class GpuRuntimes
{
    /// <summary>Those of this process, in the order in which auto tries them.</summary>
    public static IReadOnlyList<IGpuRuntime> Here { get; } = [CudaRuntime.Here, WebGpuRuntime.Here];

    /// <summary>The provider that a library is one of: that whose library has a like name; CUDA's where none has.</summary>
    public static IGpuRuntime OfLibrary(this IReadOnlyList<IGpuRuntime> runtimes, string library) =>
        runtimes.FirstOrDefault(runtime => Path.GetFileName(library).Contains(runtime.Kind, StringComparison.OrdinalIgnoreCase)) ?? runtimes[0];
}
