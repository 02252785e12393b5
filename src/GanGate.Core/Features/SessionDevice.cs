using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>A device that was chosen, and how a session of ONNX Runtime is told to use it.</summary>
/// <param name="Name">cpu, or cuda:N.</param>
internal sealed record SessionDevice(string Name)
{
    /// <summary>The processor.</summary>
    public static SessionDevice Cpu { get; } = new(Device.Cpu);

    /// <summary>Whether it is the processor.</summary>
    public bool IsCpu => Name == Device.Cpu;

    /// <summary>Adds the device's provider to a session; null for the processor's, which is always there.</summary>
    public Action<SessionOptions>? Provider { get; init; }

    /// <summary>Why it is not the GPU that auto tried first; null where there was none to try.</summary>
    public Sentence? InsteadOfGpu { get; init; }

    /// <summary>Finds a device and opens something on it; what auto cannot open on a GPU, it opens on the processor.</summary>
    /// <exception cref="GanGateException">As for <see cref="Find"/>, and what opening throws.</exception>
    public static T Open<T>(string requested, string? library, ICudaRuntime runtime, Func<SessionDevice, T> open)
    {
        SessionDevice device = Find(requested, library, runtime);
        try
        {
            return open(device);
        }
        catch (GanGateException failure)
            when (requested == Device.Auto && !device.IsCpu
                && (failure.Error == ErrorCodes.ProviderUnusable || failure.Error == ErrorCodes.DeviceFailed))
        {
            return open(Cpu with { InsteadOfGpu = failure.Sentence });
        }
    }

    /// <summary>The error that a GPU failed in the middle of its work.</summary>
    /// <param name="network">The network that ran on it.</param>
    /// <param name="failure">What it said.</param>
    public GanGateException Failed(string network, Exception failure) => new(
        ErrorCodes.DeviceFailed,
        $"the GPU '{Name}' failed as it ran '{network}': {OnnxEnvironment.ReasonOf(failure)}; nvidia-smi shows its memory and its state, "
        + $"and {Setting.Device.At("cpu")} does without it",
        failure);

    /// <summary>Finds a device.</summary>
    /// <param name="requested">auto, cpu or cuda[:N].</param>
    /// <param name="library">The CUDA provider library of ONNX Runtime; null for what GANGATE_EP_LIBRARY names.</param>
    /// <param name="runtime">What the runtime has to offer.</param>
    /// <exception cref="GanGateException">
    /// GG2001: no such device. GG4003: this build or machine has none. GG4014: the provider library cannot be used.
    /// </exception>
    public static SessionDevice Find(string requested, string? library, ICudaRuntime runtime)
    {
        Device.Require(requested);
        if (requested == Device.Cpu) return Cpu;

        library ??= Environment.GetEnvironmentVariable(Device.LibraryVariable) is { Length: > 0 } named ? named : null;
        if (requested != Device.Auto) return FindCuda(requested, library, runtime);
        if (library is null && !runtime.IsBuiltIn) return Cpu;
        try
        {
            return FindCuda("cuda", library, runtime);
        }
        catch (GanGateException failure)
        {
            return Cpu with { InsteadOfGpu = failure.Sentence };
        }
    }

    private static SessionDevice FindCuda(string requested, string? library, ICudaRuntime runtime)
    {
        int index = Device.CudaIndexOf(requested);
        string name = FormattableString.Invariant($"cuda:{index}");
        if (library is null)
        {
            return runtime.IsBuiltIn
                ? new SessionDevice(name) { Provider = runtime.BuiltIn(index) }
                : throw new GanGateException(
                    ErrorCodes.DeviceUnavailable,
                    $"the device '{requested}' needs ONNX Runtime's CUDA provider, which this build does not hold: name its library "
                    + $"({Setting.EpLibrary.At("libonnxruntime_providers_cuda.so")}, or {Device.LibraryVariable}), or use {Setting.Device.At("cpu")} or auto");
        }

        IReadOnlyList<Action<SessionOptions>> devices = runtime.Load(library);
        return index < devices.Count
            ? new SessionDevice(name) { Provider = devices[index] }
            : throw new GanGateException(
                ErrorCodes.DeviceUnavailable,
                $"the device '{requested}' is not there: the provider library '{library}' finds {devices.Count} NVIDIA GPUs; "
                + $"install NVIDIA's driver (nvidia-smi shows what it sees), or use {Setting.Device.At("cpu")}");
    }
}
