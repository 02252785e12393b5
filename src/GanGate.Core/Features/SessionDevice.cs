using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>A device that was chosen, and how a session of ONNX Runtime is told to use it.</summary>
/// <param name="Name">cpu, cuda:N or webgpu:N.</param>
internal sealed record SessionDevice(string Name)
{
    /// <summary>The processor.</summary>
    public static SessionDevice Cpu { get; } = new(Device.Cpu);

    /// <summary>Whether it is the processor.</summary>
    public bool IsCpu => Name == Device.Cpu;

    /// <summary>The name with what the driver calls the GPU, where that is known: webgpu:0 (AMD Radeon 780M).</summary>
    public string Label => Gpu?.Adapter is string adapter ? $"{Name} ({adapter})" : Name;

    /// <summary>Adds the device's provider to a session; null for the processor's, which is always there.</summary>
    public Action<SessionOptions>? Provider => Gpu?.Use;

    /// <summary>Why it is not the GPU that auto tried first; null where there was none to try.</summary>
    public Sentence? InsteadOfGpu { get; init; }

    /// <summary>See <see cref="DeviceTurn"/>.</summary>
    public object? OneAtATime => Runtime?.OneAtATime;

    private Gpu? Gpu { get; init; }

    private IGpuRuntime? Runtime { get; init; } = GpuRuntimes.Here.FirstOrDefault(runtime => Name.StartsWith(runtime.Kind, StringComparison.Ordinal));

    /// <summary>Finds a device and opens something on it; what auto cannot open on a GPU, it opens on the next one, or on the processor.</summary>
    /// <param name="requested">auto, cpu, cuda[:N] or webgpu[:N].</param>
    /// <param name="library">A provider library of ONNX Runtime; null for what GANGATE_EP_LIBRARY names.</param>
    /// <param name="runtimes">What the runtime has to offer, in the order in which auto tries it.</param>
    /// <param name="open">Opens it.</param>
    /// <exception cref="GanGateException">
    /// GG2001: no such device. GG4003: this build or machine has none. GG4014: the provider cannot be used. And what opening throws.
    /// </exception>
    public static T Open<T>(string requested, string? library, IReadOnlyList<IGpuRuntime> runtimes, Func<SessionDevice, T> open)
    {
        Device.Require(requested);
        if (requested == Device.Cpu) return open(Cpu);

        library ??= Environment.GetEnvironmentVariable(Device.LibraryVariable) is { Length: > 0 } named ? named : null;
        if (requested != Device.Auto)
        {
            (string kind, int index) = Device.GpuOf(requested);
            IGpuRuntime asked = runtimes.Single(runtime => runtime.Kind == kind);
            return open(Find(requested, index, asked, LibraryFor(asked)));
        }

        Sentence? reason = null;
        foreach (IGpuRuntime runtime in runtimes.Where(runtime => LibraryFor(runtime) is not null || runtime.IsBuiltIn))
        {
            try
            {
                SessionDevice device = Find(runtime.Kind, 0, runtime, LibraryFor(runtime));
                if (device.Gpu is { IsSoftware: false }) return open(device);
            }
            catch (GanGateException failure)
                when (failure.Error == ErrorCodes.ProviderUnusable || failure.Error == ErrorCodes.DeviceFailed || failure.Error == ErrorCodes.DeviceUnavailable)
            {
                reason ??= failure.Sentence;
            }
        }

        return open(Cpu with { InsteadOfGpu = reason });

        // What is named comes before what is built in, and that before what is installed.
        string? LibraryFor(IGpuRuntime runtime) => library is not null && runtimes.OfLibrary(library) == runtime ? library
            : runtime.IsBuiltIn ? null
            : runtime.Installed;
    }

    /// <summary>Finds a device.</summary>
    /// <exception cref="GanGateException">As for <see cref="Open"/>.</exception>
    public static SessionDevice Find(string requested, string? library, IReadOnlyList<IGpuRuntime> runtimes) =>
        Open(requested, library, runtimes, device => device);

    /// <summary>The error that a session cannot be opened on this GPU.</summary>
    /// <param name="failure">What ONNX Runtime said.</param>
    public GanGateException Unusable(Exception failure) => Runtime!.Unusable(Name, failure);

    /// <summary>The error that a GPU failed in the middle of its work.</summary>
    /// <param name="network">The network that ran on it.</param>
    /// <param name="failure">What it said.</param>
    public GanGateException Failed(string network, Exception failure) => new(
        ErrorCodes.DeviceFailed,
        $"the GPU '{Name}' failed as it ran '{network}': {OnnxEnvironment.ReasonOf(failure)}; {Runtime!.WhenFailed}, "
        + $"and {Setting.Device.At("cpu")} does without it",
        failure);

    private static SessionDevice Find(string requested, int index, IGpuRuntime runtime, string? library)
    {
        if (library is null && !runtime.IsBuiltIn) throw NotHeld(requested, runtime);
        IReadOnlyList<Gpu>? found = library is null ? null : runtime.Load(library);
        return (found is null ? runtime.BuiltIn(index) : found.ElementAtOrDefault(index)) is Gpu gpu
            ? new SessionDevice(FormattableString.Invariant($"{runtime.Kind}:{index}")) { Gpu = gpu, Runtime = runtime }
            : throw new GanGateException(
                ErrorCodes.DeviceUnavailable,
                $"the device '{requested}' is not there{(found is null ? "" : FormattableString.Invariant($": the provider library '{library}' finds {found.Count} GPUs for {runtime.Provider}"))}; "
                + $"{runtime.WhenMissing}, or use {Setting.Device.At("cpu")}");
    }

    private static GanGateException NotHeld(string requested, IGpuRuntime runtime)
    {
        // Not every provider's library can be installed everywhere.
        Sentence install = "";
        if (InstalledProvider.All.Any(library => library.Name == runtime.Kind)) install = $"run {Advice.InstallDevice(runtime.Kind)}, or ";
        return new GanGateException(
            ErrorCodes.DeviceUnavailable,
            $"the device '{requested}' needs ONNX Runtime's {runtime.Provider} provider, which this build does not hold: {install}name its library "
            + $"({Setting.EpLibrary.At(runtime.LibraryName)}, or {Device.LibraryVariable}), or use {Setting.Device.At("cpu")} or auto");
    }
}
