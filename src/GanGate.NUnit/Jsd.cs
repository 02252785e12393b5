using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanGate.Gating;
using GanGate.Measuring;
using NUnit.Framework;

namespace GanGate.NUnit;

/// <summary>Measures generated text inside a test, as <c>gangate jsd</c> does.</summary>
public static class Jsd
{
    private const int PaperSamples = 640;
    private const int PaperLength = 32;

    /// <summary>Measures the Jensen-Shannon divergence between the character n-grams of generated and real text.</summary>
    /// <param name="generated">A UTF-8 file, one sample a line.</param>
    /// <param name="reference">A UTF-8 file of real text, all of which is taken.</param>
    /// <param name="n">The length of the n-grams, 1 to 6.</param>
    /// <param name="samples">How many generated lines are taken, from the first; the divergence depends on it.</param>
    /// <param name="length">The characters of a line.</param>
    /// <exception cref="GanGateException">Anything that keeps the texts from being measured; the message says what to do.</exception>
    public static FidResult Measure(string generated, string reference, int n = 4, int samples = PaperSamples, int length = PaperLength)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(reference);
        GateDefinition gate = new()
        {
            Generated = generated,
            Reference = reference,
            N = n,
            Samples = samples.ToString(CultureInfo.InvariantCulture),
            Length = length,
        };
        Score score = ExplainedFailure.Of(() => Gate.Measure(gate, new MeasurementOptions(), TestContext.CurrentContext.CancellationToken));

        // The value too: another test may write another text to the same file.
        string value = score.Value.ToString("R", CultureInfo.InvariantCulture);
        string key = string.Join('\0', score.Protocol.Fingerprint, samples, Path.GetFullPath(generated), score.ReferenceHash, value);
        FidResult result = new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), score, _ => throw new GanGateException(
            ErrorCodes.MetricNeedsImages, $"there are no other metrics of texts: {score.Label} is all there is"));
        ReportAttachments.Attach(result);
        return result;
    }
}
