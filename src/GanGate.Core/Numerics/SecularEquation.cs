using System.Numerics;

namespace GanGate.Numerics;

/// <summary>
/// The eigenvalues of D + rho z z^T, D diagonal: the roots of 1 + rho sum_i z_i^2 / (d_i - x), one right of every d_i. As LAPACK's
/// dlaed4, each root is kept as its distance to every d_i, which is what makes the eigenvectors orthogonal.
/// </summary>
/// <param name="poles">d, k ascending values.</param>
/// <param name="squares">z_i^2, none of them 0.</param>
/// <param name="count">k.</param>
/// <param name="rho">Above 0.</param>
internal readonly unsafe struct SecularEquation(double* poles, double* squares, int count, double rho)
{
    private const int MostIterations = 100;

    /// <summary>Finds the root right of d_<paramref name="index"/>.</summary>
    /// <param name="index">0 to k - 1.</param>
    /// <param name="differences">Receives d_i - root for every i, each to full relative accuracy.</param>
    /// <returns>The root.</returns>
    public double Root(int index, double* differences)
    {
        double low = 0, high = Width(index), move = 0.5 * high;
        int origin = index;
        Values at = Evaluate(index, origin, move, differences);
        if (index + 1 < count && at.Sum < 0)
        {
            // The root is nearer to the right pole: measure from there, so that nothing cancels.
            (origin, low, high, move) = (index + 1, -move, 0, -move);
            at = Evaluate(index, origin, move, differences);
        }

        for (int iteration = 0; iteration < MostIterations && Math.Abs(at.Sum) > Lamch.Precision * count * at.Magnitude; iteration++)
        {
            if (at.Sum < 0) low = move;
            else high = move;
            double next = move + Step(index, at, differences);
            if (!(next > low && next < high)) next = 0.5 * (low + high);
            if (next == move) break;
            move = next;
            at = Evaluate(index, origin, move, differences);
        }

        return poles[origin] + move;
    }

    /// <summary>How far the root can be from its pole.</summary>
    private double Width(int index)
    {
        if (index + 1 < count) return poles[index + 1] - poles[index];
        double sum = 0;
        for (int i = 0; i < count; i++) sum += squares[i];
        return rho * sum;
    }

    /// <summary>The sum at d_origin + move, and its two parts, poles up to the root's own and poles beyond, with their slopes.</summary>
    private Values Evaluate(int index, int origin, double move, double* differences)
    {
        for (int i = 0; i < count; i++) differences[i] = poles[i] - poles[origin] - move;
        (double left, double leftSlope) = Sum(0, index + 1, differences);
        (double right, double rightSlope) = Sum(index + 1, count, differences);
        return new Values(1 + rho * left + rho * right, 1 + rho * (right - left), left * rho, leftSlope * rho, right * rho, rightSlope * rho);
    }

    private (double Sum, double Slope) Sum(int from, int to, double* differences)
    {
        Vector<double> sums = default, slopes = default;
        int i = from;
        for (; i <= to - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> difference = Vector.Load(differences + i), term = Vector.Load(squares + i) / difference;
            sums += term;
            slopes += term / difference;
        }

        double sum = Vector.Sum(sums), slope = Vector.Sum(slopes);
        for (; i < to; i++)
        {
            double term = squares[i] / differences[i];
            sum += term;
            slope += term / differences[i];
        }

        return (sum, slope);
    }

    /// <summary>
    /// The step to the root of a model with two poles that agrees with both parts in value and slope (Bunch, Nielsen and Sorensen
    /// 1978, "Rank-one modification of the symmetric eigenproblem").
    /// </summary>
    private double Step(int index, Values at, double* differences)
    {
        double near = differences[index], nearWeight = at.LeftSlope * near * near, level = at.Sum - at.LeftSlope * near;
        if (index + 1 == count) return near + nearWeight / (level - at.Right);

        double far = differences[index + 1], farWeight = at.RightSlope * far * far;
        level -= at.RightSlope * far;
        double middle = level * (near + far) + nearWeight + farWeight, product = at.Sum * near * far;
        double root = Math.Sqrt(Math.Abs(middle * middle - 4 * level * product));
        return middle <= 0 ? (middle - root) / (2 * level) : 2 * product / (middle + root);
    }

    private readonly record struct Values(double Sum, double Magnitude, double Left, double LeftSlope, double Right, double RightSlope);
}
