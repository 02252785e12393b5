using GanGate.Models;

namespace GanGate.Training.Graphs;

/// <summary>A window as the attributes of ONNX's Conv and ConvTranspose.</summary>
internal static class OnnxWindow
{
    public static OnnxAttribute Pads(Window window) => Of("pads", [.. window.Before, .. window.After]);

    public static OnnxAttribute Strides(Window window) => Of("strides", window.Strides);

    public static OnnxAttribute Dilations(Window window) => Of("dilations", window.Dilations);

    private static OnnxAttribute Of(string name, int[] values) => OnnxAttribute.Ints(name, Array.ConvertAll(values, value => (long)value));
}
