namespace GanGate.Images;

/// <summary>Turns an image of any size into a network's input; part of a protocol's identity.</summary>
public abstract class Preprocessing
{
    /// <summary>Width and height of the network's input, in pixels.</summary>
    public abstract int Size { get; }

    /// <summary>Resizes and scales one image; called by several threads at once.</summary>
    /// <param name="image">Any size from 1 x 1.</param>
    /// <param name="planes">Receives 3 x Size x Size values, planes R, G, B.</param>
    public abstract void Apply(RgbImage image, Span<float> planes);
}
