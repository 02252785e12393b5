using System.Diagnostics;
using GanGate.Metrics;
using GanGate.Texts;

namespace GanGate.Measuring;

/// <summary>From two texts to the Jensen-Shannon divergences of their n-grams.</summary>
public static class DivergenceMeasurement
{
    private const int LongestLine = 4096;

    /// <summary>Measures generated text against a reference.</summary>
    /// <param name="generated">A UTF-8 file, one sample a line.</param>
    /// <param name="reference">A UTF-8 file of real text, all of which is taken.</param>
    /// <param name="options">How to compare.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">
    /// GG2001: an option makes no sense. GG2002, GG2003, GG2012, GG2090, GG2091: a text is missing, empty, unreadable, not UTF-8, too short.
    /// </exception>
    public static DivergenceResult Compare(
        string generated, string reference, DivergenceOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(options);
        Stopwatch watch = Stopwatch.StartNew();
        TextSet samples = TextSet.Open(generated, options.Length, options.Samples, cancellation);
        TextSet real = TextSet.Open(reference, options.Length, samples: null, cancellation);
        NgramDivergence[] divergences = [.. options.N.Select(n => NgramDivergence.Between(samples, real, n, cancellation))];
        return new DivergenceResult(
            divergences, options.Length, new MeasuredSet(generated, samples.Count), new MeasuredSet(reference, real.Count), watch.Elapsed.TotalSeconds)
        {
            SamplesLeftOut = !samples.IsWhole,
        };
    }

    /// <summary>Refuses options that make no sense.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    internal static void Require(DivergenceOptions options)
    {
        if (options.Length is < 1 or > LongestLine) throw Usage($"a line of {options.Length} characters cannot be compared: 1 to {LongestLine} can");
        if (options.Samples < 2) throw Usage($"{options.Samples} samples are too few: at least 2 are needed");
        if (options.N.Count == 0 || options.N.Distinct().Count() < options.N.Count) throw Usage("each n is to be named once, at least one");

        int longest = Math.Min(Ngrams.Longest, options.Length);
        foreach (int n in options.N)
        {
            if (n < 1 || n > longest) throw Usage($"n-grams of {n} characters cannot be counted: 1 to {longest} can");
        }
    }

    private static GanGateException Usage(string message) => new(ErrorCodes.Usage, message);
}

/// <summary>The divergences of generated text.</summary>
/// <param name="Divergences">One for each n, in the order asked for.</param>
/// <param name="Length">The characters of a line.</param>
/// <param name="Generated">The generated text and the lines taken of it.</param>
/// <param name="Reference">The reference and its lines.</param>
/// <param name="Seconds">What the measurement took.</param>
public sealed record DivergenceResult(
    IReadOnlyList<NgramDivergence> Divergences, int Length, MeasuredSet Generated, MeasuredSet Reference, double Seconds)
{
    /// <summary>Whether the generated text has more lines than were taken.</summary>
    public bool SamplesLeftOut { get; init; }
}
