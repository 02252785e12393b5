using System.Numerics;

namespace GanGate.Numerics;

/// <summary>Refuses values that are no numbers before they spread through a result.</summary>
internal static class Finite
{
    /// <summary>Throws <see cref="ErrorCodes.NotFinite"/> when a value is NaN or infinite.</summary>
    /// <param name="values">The values.</param>
    /// <param name="name">What they are, for the message.</param>
    public static void Require(ReadOnlySpan<double> values, string name)
    {
        int index = IndexOfNotFinite(values);
        if (index >= 0)
        {
            throw new GanGateException(
                ErrorCodes.NotFinite, FormattableString.Invariant($"{name} holds {values[index]} at position {index}; every value must be finite"));
        }
    }

    /// <summary>The position of the first NaN or infinity, or -1.</summary>
    public static int IndexOfNotFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int index = 0;
        for (; index <= values.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            // x - x is 0 for numbers and NaN for NaN and infinities.
            Vector<T> value = new(values[index..]);
            if (!Vector.EqualsAll(value - value, Vector<T>.Zero)) break;
        }

        for (; index < values.Length; index++)
        {
            if (!T.IsFinite(values[index])) return index;
        }

        return -1;
    }
}
