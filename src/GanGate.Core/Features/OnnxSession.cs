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
    public static InferenceSession Open(byte[] model, SessionDevice? device = null, Action<SessionOptions>? settings = null) =>
        Open(options => new InferenceSession(model, options), device, settings);

    /// <summary>The same for a file, whose weights may lie in others beside it.</summary>
    /// <exception cref="GanGateException">As above.</exception>
    public static InferenceSession Open(string path, SessionDevice? device = null) =>
        Open(options => new InferenceSession(path, options), device);

    private static InferenceSession Open(
        Func<SessionOptions, InferenceSession> open, SessionDevice? device, Action<SessionOptions>? settings = null)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            settings?.Invoke(options);
            device?.Provider?.Invoke(options);
            return open(options);
        }
        catch (OnnxRuntimeException exception) when (device is { IsCpu: false })
        {
            throw CudaRuntime.Unusable(device.Name, exception);
        }
        catch (Exception exception) when (NativeLibrary.IsLoadFailure(exception))
        {
            throw NativeLibrary.Missing("ONNX Runtime", "Microsoft.ML.OnnxRuntime", exception);
        }
    }
}
