using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanGate.Images;
using GanGate.Settings;

namespace GanGate.Statistics;

/// <summary>
/// One part of a source that several processes measure: whole blocks of 256 images, so that the parts merge to the same bits as one run.
/// </summary>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Count">How many parts there are.</param>
internal sealed record Shard(int Index, int Count)
{
    /// <summary>Reads <c>i/n</c>, i from 0.</summary>
    /// <exception cref="GanGateException">GG2001: it is no such part.</exception>
    public static Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index < count
            ? new Shard(index, count)
            : throw new GanGateException(ErrorCodes.Usage, $"{Setting.Shard} is i/n with i from 0 to n - 1, such as 0/4, not '{text}'");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>The images of this part.</summary>
    /// <param name="images">How many images the whole source has.</param>
    /// <exception cref="GanGateException">GG2001: there are fewer blocks than parts.</exception>
    internal (int First, int End) RangeOf(int images)
    {
        long blocks = (images + MomentAccumulator.BlockRows - 1L) / MomentAccumulator.BlockRows;
        if (blocks < Count)
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                FormattableString.Invariant(
                    $"{images:N0} images are {blocks} blocks of {MomentAccumulator.BlockRows}, so there can be at most {blocks} shards, not {Count}"));
        }

        long first = blocks * Index / Count * MomentAccumulator.BlockRows, end = blocks * (Index + 1) / Count * MomentAccumulator.BlockRows;
        return ((int)first, (int)Math.Min(end, images));
    }

    /// <summary>What tells that shards are of one source: a hash of its images' names, their number and how they were chosen or made.</summary>
    internal static string KeyOf(IImageList images, string? origin)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{images.Count}\n{origin}\n"));
        for (int i = 0; i < images.Count; i++) hash.AppendData(Encoding.UTF8.GetBytes(images.NameOf(i) + "\n"));
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
