namespace GanGate.Features;

/// <summary>What a network runs on.</summary>
public static class Device
{
    /// <summary>Takes the best device there is.</summary>
    public const string Auto = "auto";

    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    private const string Cuda = "cuda";

    /// <summary>Decides on a device.</summary>
    /// <param name="requested">auto, cpu or cuda[:N].</param>
    /// <returns>The device that the network will run on.</returns>
    /// <exception cref="GanGateException">GG2001: no such device; GG4003: not available.</exception>
    public static string Resolve(string requested)
    {
        ArgumentNullException.ThrowIfNull(requested);
        if (requested is Auto or Cpu)
        {
            return Cpu;
        }

        string[] parts = requested.Split(':');
        bool cuda = parts[0] == Cuda && (parts.Length == 1 || (parts.Length == 2 && parts[1].Length > 0 && parts[1].All(char.IsAsciiDigit)));
        throw cuda
            ? new GanGateException(ErrorCodes.DeviceUnavailable, $"the device '{requested}' is not available in this build: use --device cpu or auto")
            : new GanGateException(ErrorCodes.Usage, $"'{requested}' is no device: write auto, cpu or cuda[:N]");
    }
}
