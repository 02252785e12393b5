namespace GanGate.Features;

/// <summary>What a network runs on.</summary>
internal static class Device
{
    /// <summary>Takes the best device there is.</summary>
    public const string Auto = "auto";

    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    /// <summary>NVIDIA's GPUs.</summary>
    public const string Cuda = "cuda";

    /// <summary>GPUs of all makers, through Vulkan, Direct3D 12 or Metal.</summary>
    public const string WebGpu = "webgpu";

    /// <summary>Names the provider library of ONNX Runtime where no option does.</summary>
    public const string LibraryVariable = "GANGATE_EP_LIBRARY";

    /// <summary>Whether a device is asked for by a name that there can be.</summary>
    /// <param name="requested">auto, cpu, cuda[:N] or webgpu[:N].</param>
    /// <exception cref="GanGateException">GG2001: no such device.</exception>
    public static void Require(string requested)
    {
        ArgumentNullException.ThrowIfNull(requested);
        if (requested is not (Auto or Cpu)) _ = GpuOf(requested);
    }

    /// <summary>The kind and N of cuda:N or webgpu:N; 0 for the kind alone.</summary>
    /// <exception cref="GanGateException">GG2001: no such device.</exception>
    internal static (string Kind, int Index) GpuOf(string requested)
    {
        string[] parts = requested.Split(':');
        int index = 0;
        bool gpu = parts[0] is Cuda or WebGpu
            && (parts.Length == 1 || (parts.Length == 2 && parts[1].All(char.IsAsciiDigit) && int.TryParse(parts[1], out index)));
        return gpu ? (parts[0], index) : throw new GanGateException(
            ErrorCodes.Usage, $"'{requested}' is no device: write auto, cpu, cuda[:N] or webgpu[:N]");
    }
}
