namespace GanGate.Features;

/// <summary>Which protocol to open, and on what.</summary>
/// <param name="Id">One of <see cref="Protocols.Ids"/>, or the path of an .onnx file.</param>
public sealed record ProtocolOptions(string Id)
{
    /// <summary>Weights in the model store, or the path of a .pth file; null for the public ones. Part of the fingerprint.</summary>
    public string? Weights { get; init; }

    /// <summary>Which features of an Inception network: 64, 192, 768 or 2048; null for 2048.</summary>
    public string? Feature { get; init; }

    /// <summary>Width and height that the pyramid protocol brings images to; null for 64.</summary>
    public int? Size { get; init; }

    /// <summary>Whether rows also hold the classifier's logits, for the Inception Score.</summary>
    public bool Logits { get; init; }

    /// <summary>Whether rows also hold spatial features, for sFID.</summary>
    public bool Spatial { get; init; }

    /// <summary>auto, cpu, cuda[:N] or webgpu[:N].</summary>
    public string Device { get; init; } = Features.Device.Cpu;

    /// <summary>A provider library of ONNX Runtime, CUDA's or WebGPU's; null for what GANGATE_EP_LIBRARY names.</summary>
    public string? EpLibrary { get; init; }

    /// <summary>Threads the network runs on; 0 for as many as there are cores.</summary>
    public int Threads { get; init; }
}
