using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>The ways in which ONNX Runtime comes to GPUs by one provider; a seam for tests on machines without.</summary>
internal interface IGpuRuntime
{
    /// <summary>The first part of its devices' names: cuda, webgpu.</summary>
    string Kind { get; }

    /// <summary>The provider, in words: CUDA.</summary>
    string Provider { get; }

    /// <summary>The file name of its provider library, as its package has it.</summary>
    string LibraryName { get; }

    /// <summary>The files of the system's libraries that it needs here, each after those that it needs itself.</summary>
    IReadOnlyList<string> Needs { get; }

    /// <summary>Whether the runtime was built with the provider.</summary>
    bool IsBuiltIn { get; }

    /// <summary>Its library in the user's store; null where none is installed.</summary>
    string? Installed { get; }

    /// <summary>A GPU through the provider that was built in.</summary>
    /// <returns>null where there is none of that number.</returns>
    /// <exception cref="GanGateException">GG4014: the provider cannot be used.</exception>
    Gpu? BuiltIn(int index);

    /// <summary>Loads a provider library.</summary>
    /// <returns>The GPUs that it finds, in its order.</returns>
    /// <exception cref="GanGateException">GG4014: it does not exist or cannot be loaded.</exception>
    IReadOnlyList<Gpu> Load(string library);

    /// <summary>What a thread holds while it works on a device; null where several may.</summary>
    object? OneAtATime { get; }

    /// <summary>The error that the provider does not work, with what it needs.</summary>
    /// <param name="name">The library, or the device.</param>
    /// <param name="failure">What ONNX Runtime said.</param>
    GanGateException Unusable(string name, Exception failure);

    /// <summary>What a person may do where a GPU is not there: install a driver.</summary>
    string WhenMissing { get; }

    /// <summary>What a person may look at where a GPU failed in its work.</summary>
    string WhenFailed { get; }
}

/// <summary>A GPU that a provider offers.</summary>
/// <param name="Use">Tells a session to use it.</param>
/// <param name="Adapter">What its driver calls it; null where that is not known.</param>
/// <param name="IsSoftware">Whether it is the processor in disguise.</param>
internal sealed record Gpu(Action<SessionOptions> Use, string? Adapter = null, bool IsSoftware = false);
