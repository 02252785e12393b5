namespace GanGate.Features;

/// <summary>What a network runs on.</summary>
internal static class Device
{
    /// <summary>Takes the best device there is.</summary>
    public const string Auto = "auto";

    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    /// <summary>Names the CUDA provider library of ONNX Runtime where no option does.</summary>
    public const string LibraryVariable = "GANGATE_EP_LIBRARY";

    private const string Cuda = "cuda";

    /// <summary>Whether a device is asked for by a name that there can be.</summary>
    /// <param name="requested">auto, cpu or cuda[:N].</param>
    /// <exception cref="GanGateException">GG2001: no such device.</exception>
    public static void Require(string requested)
    {
        ArgumentNullException.ThrowIfNull(requested);
        if (requested is not (Auto or Cpu)) _ = CudaIndexOf(requested);
    }

    /// <summary>N of cuda:N; 0 for cuda.</summary>
    internal static int CudaIndexOf(string requested)
    {
        string[] parts = requested.Split(':');
        int index = 0;
        bool cuda = parts[0] == Cuda
            && (parts.Length == 1 || (parts.Length == 2 && parts[1].All(char.IsAsciiDigit) && int.TryParse(parts[1], out index)));
        return cuda ? index : throw new GanGateException(ErrorCodes.Usage, $"'{requested}' is no device: write auto, cpu or cuda[:N]");
    }
}
