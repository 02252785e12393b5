using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>Opens sessions of ONNX Runtime with the settings that make features repeatable.</summary>
internal static class OnnxSession
{
    /// <summary>Opens a session whose calls each run on the calling thread alone.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <exception cref="GanGateException">GG4001: the runtime's native library cannot be loaded.</exception>
    public static InferenceSession Open(byte[] model)
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
            return new InferenceSession(model, options);
        }
        catch (Exception exception) when (NativeLibrary.IsLoadFailure(exception))
        {
            throw NativeLibrary.Missing("ONNX Runtime", "Microsoft.ML.OnnxRuntime", exception);
        }
    }
}
