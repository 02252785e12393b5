using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;

namespace GanGate.Measuring;

/// <summary>
/// What a measurement depends on, as one hash: the bytes of the images and statistics and their names, the protocol's fingerprint, the
/// options, and the code that measures. Equal keys give equal scores.
/// </summary>
internal static class MeasurementKey
{
    /// <summary>
    /// Reads all that <see cref="Measurement.Compare(string, string, MeasurementOptions, CancellationToken)"/> would read, measures nothing.
    /// </summary>
    /// <param name="generated">The generated side, as it is given to a measurement.</param>
    /// <param name="reference">The other side.</param>
    /// <param name="options">How to measure; what changes no score (threads, batches, progress) does not count.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>SHA-256, lower-case hex.</returns>
    /// <exception cref="GanGateException">A side is missing or not valid, or no protocol is named.</exception>
    public static string Of(string generated, string reference, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInput referenceInput = MeasurementInput.Open(reference, options.FileRules);
        using MeasurementInput generatedInput = MeasurementInput.OpenSamples(generated, options with { Grid = null });
        return Of(generatedInput, OfSide(generatedInput, cancellation), referenceInput, OfSide(referenceInput, cancellation), options);
    }

    /// <summary>The key of two sides that were opened, with the keys of each.</summary>
    internal static string Of(
        MeasurementInput generated, string generatedKey, MeasurementInput reference, string referenceKey, MeasurementOptions options)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The module's id differs between builds of one version, as long as their code differs.
        Add(hash, typeof(MeasurementKey).Assembly.ManifestModule.ModuleVersionId.ToString());
        Add(hash, ProtocolChoice.Of(options, generated, reference).Describe().Fingerprint);
        MeasurementOptions decisive = options with
        {
            Threads = null,
            BatchSize = null,
            Grid = null,
            CacheFeatures = false,
            Pictures = false,
            ReferenceCache = null,
        };

        // JSON says the same in every culture, and names every option there is.
        Add(hash, JsonSerializer.Serialize(decisive, OptionsJson.Default.MeasurementOptions));
        Add(hash, generatedKey);
        Add(hash, referenceKey);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What the statistics of images depend on: their names and bytes, the protocol, and the code that measures.</summary>
    /// <returns>SHA-256, lower-case hex; the same wherever the images lie.</returns>
    internal static string Of(ImagesInput images, Protocol protocol, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, typeof(MeasurementKey).Assembly.ManifestModule.ModuleVersionId.ToString());
        Add(hash, protocol.Fingerprint);
        AddContents(hash, images, cancellation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What tells a set of images from another: their names and bytes, or those of the files that hold them.</summary>
    /// <returns>SHA-256, lower-case hex; the same wherever the images lie.</returns>
    internal static string OfContents(ImagesInput images, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddContents(hash, images, cancellation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What one side adds to a key.</summary>
    internal static string OfSide(MeasurementInput input, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The path too, since a result names its files.
        Add(hash, Path.GetFullPath(input.Source));
        foreach (Warning remark in (input as ImagesInput)?.Remarks ?? []) Add(hash, remark.Message);
        AddContents(hash, input, cancellation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddContents(IncrementalHash hash, MeasurementInput input, CancellationToken cancellation)
    {
        if (input is not ImagesInput { Images: IImageSource images })
        {
            Add(hash, ContentOf(input.Source));
            if (input is StatisticsInput) AddSideFiles(hash, input.Source);
            return;
        }

        if (images.Scale is string scale) Add(hash, scale);
        if (images.PathOf(0) is null)
        {
            AddFiles(hash, images);
            return;
        }

        string[] contents = new string[images.Count];
        ParallelOptions stoppable = new() { CancellationToken = cancellation };
        Parallel.For(0, images.Count, stoppable, index => contents[index] = ContentOf(images.PathOf(index)!));
        for (int index = 0; index < contents.Length; index++)
        {
            Add(hash, images.NameOf(index));
            Add(hash, contents[index]);
        }
    }

    // Which of their images are taken, the options say.
    private static void AddFiles(IncrementalHash hash, IImageSource images)
    {
        foreach (string file in images.Files.SelectMany(file => SideFiles.Of(file).Prepend(file)))
        {
            Add(hash, Path.GetFileName(file));
            Add(hash, ContentOf(file));
        }

        // The images come from what was opened, which may have been replaced by what was hashed.
        images.RequireUnchanged();
    }

    private static void AddSideFiles(IncrementalHash hash, string source)
    {
        foreach (string file in SideFiles.Of(source)) Add(hash, ContentOf(file));
    }

    // Times and sizes alone would do most often, but archives are unpacked with times of their own, and a gate must not pass for that.
    private static string ContentOf(string path)
    {
        try
        {
            // To open a pipe or a device could mean to wait for ever.
            if (FileStamp.Of(path).Length == 0) return "empty";

            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The measurement will say it better, for all such files together.
            return "unreadable";
        }
    }

    // With the length first, so that no name can end one field and begin another.
    private static void Add(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}

/// <summary>How options are written into a key.</summary>
[JsonSerializable(typeof(MeasurementOptions))]
internal sealed partial class OptionsJson : JsonSerializerContext;
