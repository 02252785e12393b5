using System.Security.Cryptography;
using System.Text;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Training.Runs;

/// <summary>
/// What a training learns from and is measured by, beside its settings. A training that goes on must find the same: else its images would
/// be others, or its scores would not compare with those before.
/// </summary>
/// <param name="Source">The hash of the names of the images, and of an archive's content; of a text, of its content.</param>
/// <param name="Crop">The side of the square that is cut from images; null for the shorter side.</param>
/// <param name="Protocol">The fingerprint of the protocol of the score; the score's name for text.</param>
/// <param name="Reference">The hash of what samples are measured against; null for what is learnt.</param>
internal sealed record TrainingData(string Source, int? Crop, string Protocol, string? Reference)
{
    /// <summary>The identity of an input: of statistics their numbers, of images their names, and the content of an archive.</summary>
    public static string HashOf(MeasurementInput input) => input is StatisticsInput known
        ? Measurement.HashOf(known.Statistics)
        : HashOf(((ImagesInput)input).Images);

    /// <summary>The identity of a text.</summary>
    /// <exception cref="GanGateException">GG2012: it cannot be read.</exception>
    public static string HashOf(string text)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Thousands of files of their own are known by their names; the names in an archive say nothing.
    private static string HashOf(IImageSource images)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < images.Count; i++) hash.AppendData(Encoding.UTF8.GetBytes(images.NameOf(i) + "\n"));
        if (images.PathOf(0) is null)
        {
            foreach (string file in images.Files.Where(File.Exists)) Add(hash, file);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string file)
    {
        try
        {
            using FileStream content = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(content));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{file}' cannot be read: {failure.Message}", failure);
        }
    }
}
