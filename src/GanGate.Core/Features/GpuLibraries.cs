using System.Globalization;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>Provider libraries that this process has registered with ONNX Runtime, which refuses to take one twice.</summary>
internal static class GpuLibraries
{
    private static readonly Lock Registering = new();
    private static readonly HashSet<string> Registered = [];

    /// <summary>Registers a library, unless it is registered, and gives the devices of one provider.</summary>
    /// <param name="library">Its path.</param>
    /// <param name="provider">What the names of the provider's devices contain.</param>
    /// <param name="unusable">The error of a library that cannot be used.</param>
    /// <exception cref="GanGateException">GG4014: it does not exist or cannot be loaded. GG4001: ONNX Runtime itself cannot be.</exception>
    public static OrtEpDevice[] Load(string library, string provider, Func<string, Exception, GanGateException> unusable)
    {
        string path = Path.GetFullPath(library);
        if (!File.Exists(path))
        {
            throw new GanGateException(
                ErrorCodes.ProviderUnusable, $"the provider library '{library}' does not exist ({Setting.EpLibrary}, {Device.LibraryVariable})");
        }

        try
        {
            return OnnxEnvironment.Ask(runtime =>
            {
                OnnxEnvironment.TakeLogged();
                lock (Registering)
                {
                    if (Registered.Add(path)) Register(runtime, path);
                }

                return DevicesOf(runtime, provider);
            });
        }
        catch (OnnxRuntimeException failure)
        {
            throw unusable(library, failure);
        }
    }

    /// <summary>The devices of one provider.</summary>
    public static OrtEpDevice[] DevicesOf(OrtEnv runtime, string provider) =>
        [.. runtime.GetEpDevices().Where(device => device.EpName.Contains(provider, StringComparison.OrdinalIgnoreCase))];

    private static void Register(OrtEnv runtime, string path)
    {
        try
        {
            runtime.RegisterExecutionProviderLibrary($"gangate-{Registered.Count.ToString(CultureInfo.InvariantCulture)}", path);
        }
        catch
        {
            Registered.Remove(path);
            throw;
        }
    }
}
