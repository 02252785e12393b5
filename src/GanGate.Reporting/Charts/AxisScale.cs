using System.Globalization;

namespace GanGate.Reporting.Charts;

/// <summary>Places values of an axis on the screen.</summary>
internal sealed class AxisScale
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // A logarithmic axis shorter than this is written like a linear one.
    private const double FewMultiples = 8;

    // Rounding must not take a tick off its end.
    private const double Slack = 1e-9;

    private readonly double _from;
    private readonly double _to;
    private readonly double _start;
    private readonly double _end;
    private readonly bool _logarithmic;

    private AxisScale(ChartAxis axis, double from, double to, double start, double end, int ticks)
    {
        (_from, _to, _start, _end, _logarithmic) = (from, to, start, end, axis.Logarithmic);
        IEnumerable<ChartTick> all = axis.Ticks
            ?? (_logarithmic && to / from > FewMultiples ? Powers(from, to, ticks) : Multiples(from, to, ticks));
        Ticks = [.. all.Where(tick => Covers(tick.Value))];
    }

    /// <summary>Where something is to be written.</summary>
    public IReadOnlyList<ChartTick> Ticks { get; }

    /// <summary>A scale that covers values with a little room to spare.</summary>
    /// <param name="axis">What is asked for.</param>
    /// <param name="values">What must find room.</param>
    /// <param name="start">The position of the beginning, in pixels.</param>
    /// <param name="end">The position of the end, in pixels; less than <paramref name="start"/> for an axis that goes up.</param>
    /// <param name="ticks">About how many ticks.</param>
    public static AxisScale Over(ChartAxis axis, IEnumerable<double> values, double start, double end, int ticks)
    {
        double[] shown = [.. values.Where(value => double.IsFinite(value) && (!axis.Logarithmic || value > 0))];
        double low = axis.From ?? (shown.Length == 0 ? (axis.Logarithmic ? 1 : 0) : shown.Min());
        double high = axis.To ?? (shown.Length == 0 ? 1 : shown.Max());
        if (axis.Logarithmic) return Logarithmic(axis, low, high, start, end, ticks);

        if (!(high > low)) (low, high) = (low - Math.Max(0.5, Math.Abs(low) / 10), low + Math.Max(0.5, Math.Abs(low) / 10));
        double room = (high - low) * 0.05;
        return new AxisScale(axis, axis.From ?? low - room, axis.To ?? high + room, start, end, ticks);
    }

    /// <summary>Whether a value lies on the axis.</summary>
    public bool Covers(double value) => _logarithmic
        ? value >= _from * (1 - Slack) && value <= _to * (1 + Slack)
        : value >= _from - (Slack * (_to - _from)) && value <= _to + (Slack * (_to - _from));

    /// <summary>The position of a value, in pixels.</summary>
    public double this[double value] => _start + ((_end - _start) * (_logarithmic
        ? Math.Log(value / _from) / Math.Log(_to / _from)
        : (value - _from) / (_to - _from)));

    private static AxisScale Logarithmic(ChartAxis axis, double low, double high, double start, double end, int ticks)
    {
        low = Math.Max(low, double.Epsilon);
        if (!(high > low)) (low, high) = (low / 2, low * 2);
        double room = Math.Pow(high / low, 0.03);
        return new AxisScale(axis, axis.From ?? low / room, axis.To ?? high * room, start, end, ticks);
    }

    private static IEnumerable<ChartTick> Multiples(double from, double to, int ticks)
    {
        double rough = (to - from) / ticks, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        int decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 15);
        bool plain = Math.Max(Math.Abs(from), Math.Abs(to)) is >= 1e-4 and < 1e7;
        for (double tick = Math.Ceiling((from / step) - 1e-9); tick * step <= to + (step * 1e-9); tick++)
        {
            // 0 has a sign too.
            double value = Math.Round(tick) is not 0 and double whole ? whole * step : 0;
            string format = plain || value == 0 ? "N" + decimals.ToString(CultureInfo.InvariantCulture) : "0.###E0";
            yield return new ChartTick(value, value.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    // Powers of ten; where they are few, with 2 and 5 between.
    private static IEnumerable<ChartTick> Powers(double from, double to, int ticks)
    {
        int first = (int)Math.Floor(Math.Log10(from)), last = (int)Math.Ceiling(Math.Log10(to));
        double[] between = last - first <= 2 ? [1, 2, 5] : [1];
        int step = Math.Max(1, (int)Math.Ceiling((last - first) / (double)ticks));
        for (int power = first; power <= last; power += step)
        {
            foreach (double factor in between)
            {
                double value = factor * Math.Pow(10, power);
                yield return new ChartTick(value, PowerLabel(value, power));
            }
        }
    }

    private static string PowerLabel(double value, int power) => power is >= -2 and <= 5
        ? value.ToString("#,##0.##", CultureInfo.InvariantCulture)
        : (value / Math.Pow(10, power) is var factor && factor > 1.5 ? $"{factor:0}·" : "") + "10" + Superscript(power);

    private static string Superscript(int power) =>
        (power < 0 ? "⁻" : "")
        + string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
}
