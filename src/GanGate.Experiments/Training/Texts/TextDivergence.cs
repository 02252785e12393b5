using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Training.Texts;

/// <summary>The score of generated text: a divergence from real text, lower is better.</summary>
/// <param name="Name">What it is called: JSD-4.</param>
/// <param name="Measure">
/// Of a file of samples from a file of real text, both with a line for each; the count of samples is the third.
/// </param>
public sealed record TextDivergence(string Name, Func<string, string, int, CancellationToken, Estimate> Measure)
{
    /// <summary>The Jensen-Shannon divergence of character n-grams, as <c>gangate jsd</c> measures it.</summary>
    /// <param name="n">Characters of an n-gram, 1 to 6.</param>
    /// <param name="length">Characters of a line.</param>
    /// <exception cref="GanGateException">GG2001: there are no such n-grams in such lines.</exception>
    public static TextDivergence OfNgrams(int n, int length)
    {
        DivergenceOptions options = new() { N = [n], Length = length };
        DivergenceMeasurement.Require(options);
        return new TextDivergence($"JSD-{n}", (samples, real, count, cancellation) =>
        {
            NgramDivergence found = DivergenceMeasurement
                .Compare(samples, real, options with { Samples = count }, cancellation).Divergences[0];
            return new Estimate(found.Value, found.StandardError, Bias: null, count);
        });
    }
}
