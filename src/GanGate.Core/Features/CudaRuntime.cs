using System.Globalization;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>CUDA as the loaded ONNX Runtime has it.</summary>
internal sealed class CudaRuntime : ICudaRuntime
{
    private const string Provider = "CUDAExecutionProvider";

    private readonly Lock _lock = new();
    private readonly HashSet<string> _loaded = [];

    /// <summary>That of this process.</summary>
    public static CudaRuntime Here { get; } = new();

    /// <inheritdoc/>
    public bool IsBuiltIn => Try(() => OnnxEnvironment.Instance.GetAvailableProviders().Contains(Provider));

    /// <inheritdoc/>
    public Action<SessionOptions> BuiltIn(int index) => session =>
    {
        using OrtCUDAProviderOptions options = new();
        options.UpdateOptions(new Dictionary<string, string>(Settings) { ["device_id"] = index.ToString(CultureInfo.InvariantCulture) });
        session.AppendExecutionProvider_CUDA(options);
    };

    /// <inheritdoc/>
    public IReadOnlyList<Action<SessionOptions>> Load(string library)
    {
        string path = Path.GetFullPath(library);
        if (!File.Exists(path))
        {
            throw new GanGateException(
                ErrorCodes.ProviderUnusable, $"the provider library '{library}' does not exist ({Setting.EpLibrary}, {Device.LibraryVariable})");
        }

        try
        {
            return Try(() =>
            {
                OrtEnv runtime = OnnxEnvironment.Instance;
                OnnxEnvironment.TakeLogged();

                // The runtime refuses to take the same library twice.
                lock (_lock)
                {
                    if (_loaded.Add(path)) Register(runtime, path);
                }

                return DevicesOf(runtime);
            });
        }
        catch (OnnxRuntimeException failure)
        {
            throw Unusable(library, failure);
        }
    }

    /// <summary>The error that a provider does not work, with what it needs.</summary>
    public static GanGateException Unusable(string library, Exception failure) => new(
        ErrorCodes.ProviderUnusable,
        $"the provider '{library}' cannot be used: {OnnxEnvironment.ReasonWithLog(failure)}; it needs NVIDIA's driver, and CUDA and cuDNN "
        + "of the versions that it was built for, where the loader finds them (LD_LIBRARY_PATH, PATH)",
        failure);

    // What decides between speed and equal features: sums of TF32 differ from the CPU's in the fourth digit.
    private static readonly Dictionary<string, string> Settings = new() { ["use_tf32"] = "0" };

    private void Register(OrtEnv runtime, string path)
    {
        try
        {
            runtime.RegisterExecutionProviderLibrary($"gangate-{_loaded.Count.ToString(CultureInfo.InvariantCulture)}", path);
        }
        catch
        {
            _loaded.Remove(path);
            throw;
        }
    }

    private static Action<SessionOptions>[] DevicesOf(OrtEnv runtime) =>
    [
        .. runtime.GetEpDevices()
            .Where(device => device.EpName.Contains("CUDA", StringComparison.OrdinalIgnoreCase))
            .Select(device => (Action<SessionOptions>)(session => session.AppendExecutionProvider(runtime, [device], Settings))),
    ];

    private static T Try<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception failure) when (NativeLibrary.IsLoadFailure(failure))
        {
            throw NativeLibrary.Missing("ONNX Runtime", "Microsoft.ML.OnnxRuntime", failure);
        }
    }
}
