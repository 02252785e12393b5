using System.Numerics;
using System.Runtime.Intrinsics;

namespace GanGate.Images;

/// <summary>What a resize that sums in double keeps of its sums, after the pass over rows and after that over columns.</summary>
internal interface IResizePasses
{
    /// <summary>What the weights of taps, which sum to 1, are rounded to.</summary>
    static abstract double Weight(double weight);

    /// <summary>A resized pixel of a row, as whole as float32 can hold it.</summary>
    static abstract Vector256<double> Across(Vector256<double> sums);

    /// <summary>Resized values.</summary>
    static abstract Vector<float> Down(Vector<double> low, Vector<double> high);
}
