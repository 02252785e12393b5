using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>The ways in which ONNX Runtime comes to CUDA; a seam for tests on machines without.</summary>
internal interface ICudaRuntime
{
    /// <summary>Whether the runtime was built with the CUDA provider (Microsoft.ML.OnnxRuntime.Gpu).</summary>
    bool IsBuiltIn { get; }

    /// <summary>How a session is told to use a GPU through the provider that was built in.</summary>
    Action<SessionOptions> BuiltIn(int index);

    /// <summary>Loads a provider library.</summary>
    /// <returns>How a session is told to use each GPU that it finds, in its order.</returns>
    /// <exception cref="GanGateException">GG4014: it does not exist or cannot be loaded.</exception>
    IReadOnlyList<Action<SessionOptions>> Load(string library);
}
