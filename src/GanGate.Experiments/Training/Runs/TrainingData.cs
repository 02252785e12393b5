using System.Security.Cryptography;
using GanGate.Measuring;

namespace GanGate.Training.Runs;

/// <summary>
/// What a training learns from and is measured by, beside its settings. A training that goes on must find the same: else its images would
/// be others, or its scores would not compare with those before.
/// </summary>
/// <param name="Source">The hash of the images, or of the text.</param>
/// <param name="Crop">The side of the square that is cut from images; null for the shorter side.</param>
/// <param name="Protocol">The fingerprint of the protocol of the score; the score's name for text.</param>
/// <param name="Reference">The hash of what samples are measured against; null for what is learnt.</param>
internal sealed record TrainingData(string Source, int? Crop, string Protocol, string? Reference)
{
    /// <summary>The identity of an input: of statistics their numbers, of images their names and bytes.</summary>
    public static string HashOf(MeasurementInput input, CancellationToken cancellation) => input is StatisticsInput known
        ? known.Statistics.Hash
        : MeasurementKey.OfContents((ImagesInput)input, cancellation);

    /// <summary>The identity of a text.</summary>
    /// <exception cref="GanGateException">GG2012: it cannot be read.</exception>
    public static string HashOf(string text)
    {
        try
        {
            using FileStream content = File.OpenRead(text);
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{text}' cannot be read: {failure.Message}", failure);
        }
    }
}
