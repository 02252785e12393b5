using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>Opens sessions of ONNX Runtime with the settings that make features repeatable.</summary>
internal static class OnnxSession
{
    /// <summary>Opens a session whose calls each run on the calling thread alone, or on a GPU.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="device">What it runs on; null for the processor.</param>
    /// <param name="settings">What else the session is told.</param>
    /// <exception cref="GanGateException">
    /// GG4001: the runtime's native library cannot be loaded. GG4014: the GPU's provider cannot be used.
    /// </exception>
    /// <exception cref="OnnxRuntimeException">The model is not one that ONNX Runtime can run.</exception>
    public static InferenceSession Open(byte[] model, SessionDevice? device = null, Action<SessionOptions>? settings = null) =>
        Open(options => new InferenceSession(model, options), device, settings);

    /// <summary>The same for a file, whose weights may lie in others beside it.</summary>
    /// <exception cref="GanGateException">As above.</exception>
    /// <exception cref="OnnxRuntimeException">As above.</exception>
    public static InferenceSession Open(string path, SessionDevice? device = null) =>
        Open(options => new InferenceSession(path, options), device);

    private static InferenceSession Open(
        Func<SessionOptions, InferenceSession> open, SessionDevice? device, Action<SessionOptions>? settings = null)
    {
        try
        {
            _ = OnnxEnvironment.Instance;
            OnnxEnvironment.TakeLogged();
            return OpenOn(device, open, settings);
        }
        catch (OnnxRuntimeException exception) when (device is { IsCpu: false })
        {
            GanGateException unusable = device.Unusable(exception);

            // What the processor does not take either is no fault of the GPU.
            OpenOn(null, open, settings).Dispose();
            throw unusable;
        }
        catch (Exception exception) when (NativeLibrary.IsLoadFailure(exception))
        {
            throw NativeLibrary.Missing("ONNX Runtime", "Microsoft.ML.OnnxRuntime", exception);
        }
    }

    private static InferenceSession OpenOn(
        SessionDevice? device, Func<SessionOptions, InferenceSession> open, Action<SessionOptions>? settings)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,

            // Whatever goes wrong is thrown.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        settings?.Invoke(options);
        using DeviceTurn turn = DeviceTurn.On(device);
        device?.Provider?.Invoke(options);
        return open(options);
    }
}
