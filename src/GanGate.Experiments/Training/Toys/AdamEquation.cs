using System.Globalization;
using GanGate.Training.Plots;

namespace GanGate.Training.Toys;

/// <summary>
/// Theorem 2 (Heusel et al. 2017): Adam with beta1 = 1 - a(n+1) r(n), its second moment v at its stationary value and no bias correction
/// follows, in t = sum a(n), the heavy ball with friction theta'' + r theta' + r grad f / sqrt(v) = 0. The paper prints the equation
/// with a factor 1 before the gradient, which is the same after rescaling time.
/// </summary>
/// <remarks>
/// f = (x^2 + 4 y^2) / 2 + x^4 / 10 from (1, -1) with the first moment at the gradient; v = (1, 4). The step at a time t is of order
/// a^(1 / (1 - tau)) and the first one a, so the distance shrinks by 2 to 2^2.5 when a is halved.
/// </remarks>
public static class AdamEquation
{
    private const double Friction = 1.5;
    private const double Tau = 0.6;
    private const double Horizon = 2;
    private const int Substeps = 4;

    private static readonly double[] Start = [1, -1];
    private static readonly double[] Root = [1, 2];
    private static readonly double[] FirstRates = [0.1, 0.05, 0.025, 0.0125];

    /// <summary>Compares the iterates with the equation, for falling rates a and both forms of r(n).</summary>
    public static ToyExperiment Run()
    {
        List<ToyRow> rows = [];
        List<PlotSeries> curves = [];
        foreach (bool fading in (bool[])[false, true])
        {
            string form = fading ? "r(n) = r / sum a(l)" : "r(n) = r";
            foreach (double rate in FirstRates)
            {
                Comparison found = Compare(rate, fading);
                rows.Add(new ToyRow(
                    string.Create(CultureInfo.InvariantCulture, $"{form}, a = {rate}"), [found.Times.Length, found.LargestError]));
                if (rate != FirstRates[^1]) continue;
                curves.Add(new PlotSeries(form + ", Adam", found.Times, found.Adam));
                curves.Add(new PlotSeries(form + ", equation", found.Times, found.Equation));
            }
        }

        return new ToyExperiment(
            "adam-ode",
            "the largest distance between Adam and the equation shrinks with a, at least in proportion",
            ["steps", "largest distance"],
            rows,
            [new Plot("Adam and the heavy ball with friction", "t = sum a(n)", "x", curves)]);
    }

    /// <summary>Follows both up to the horizon.</summary>
    /// <param name="rate">a of a(n) = a n^-tau.</param>
    /// <param name="fading">Whether r(n) is r / sum a(l), the friction that fades, instead of r.</param>
    internal static Comparison Compare(double rate, bool fading)
    {
        double[] theta = [.. Start], moment = Scaled(Start);
        State ode = new([.. Start], Array.ConvertAll(Scaled(Start), value => -value));
        double time = RateAt(rate, 1), largest = 0;
        List<double> times = [], adam = [], equation = [];
        for (int n = 1; time < Horizon; n++)
        {
            double a = RateAt(rate, n + 1), decay = a * (fading ? Friction / time : Friction);
            double[] gradient = Scaled(theta);
            for (int i = 0; i < theta.Length; i++)
            {
                moment[i] = ((1 - decay) * moment[i]) + (decay * gradient[i]);
                theta[i] -= a * moment[i];
            }

            ode = Advance(ode, time, a, fading);
            time += a;
            largest = Math.Max(largest, Math.Sqrt(theta.Zip(ode.Position, (x, y) => (x - y) * (x - y)).Sum()));
            times.Add(time);
            adam.Add(theta[0]);
            equation.Add(ode.Position[0]);
        }

        return new Comparison([.. times], [.. adam], [.. equation], largest);
    }

    private static double RateAt(double rate, int n) => rate * Math.Pow(n, -Tau);

    // grad f / sqrt(v).
    private static double[] Scaled(double[] at) => [(at[0] + (0.4 * at[0] * at[0] * at[0])) / Root[0], 4 * at[1] / Root[1]];

    // Runge and Kutta's method of fourth order, whose error plays no part beside Adam's.
    private static State Advance(State from, double time, double length, bool fading)
    {
        double h = length / Substeps;
        for (int i = 0; i < Substeps; i++, time += h)
        {
            State k1 = Slope(from, time, fading);
            State k2 = Slope(from.Plus(k1, h / 2), time + (h / 2), fading);
            State k3 = Slope(from.Plus(k2, h / 2), time + (h / 2), fading);
            State k4 = Slope(from.Plus(k3, h), time + h, fading);
            from = from.Plus(k1, h / 6).Plus(k2, h / 3).Plus(k3, h / 3).Plus(k4, h / 6);
        }

        return from;
    }

    private static State Slope(State at, double time, bool fading)
    {
        double r = fading ? Friction / time : Friction;
        double[] force = Scaled(at.Position);
        return new State(at.Velocity, [.. at.Velocity.Zip(force, (velocity, gradient) => -r * (velocity + gradient))]);
    }

    /// <summary>Both curves' first coordinates and the largest distance of all coordinates.</summary>
    internal sealed record Comparison(double[] Times, double[] Adam, double[] Equation, double LargestError);

    private sealed record State(double[] Position, double[] Velocity)
    {
        public State Plus(State slope, double length) => new(
            [.. Position.Zip(slope.Position, (x, dx) => x + (length * dx))],
            [.. Velocity.Zip(slope.Velocity, (v, dv) => v + (length * dv))]);
    }
}
