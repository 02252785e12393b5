using System.Numerics;

namespace GanGate.Images;

/// <summary>What tells one bilinear resize from another, down to the rounding of each operation.</summary>
internal interface IBilinearRule
{
    /// <summary>The values of samples from 0 to 255 before the resize.</summary>
    static abstract Vector<float> Level(Vector<float> samples);

    /// <summary>Where a resized pixel lies between two source pixels: the left one, and how far towards the right one.</summary>
    static abstract (int Left, float Fraction) Locate(int index, int input, int output);

    /// <summary>The value a fraction of the way from one to the other.</summary>
    static abstract Vector<float> Mix(Vector<float> left, Vector<float> right, Vector<float> fraction);
}
