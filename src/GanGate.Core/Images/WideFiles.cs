using System.Numerics;
using GanGate.Settings;

namespace GanGate.Images;

/// <summary>Which of a source's files hold 16 bits a sample, and how much of that their pixels use.</summary>
/// <param name="count">How many files there are.</param>
/// <param name="bits">How many of the 16 bits are said to hold a value; the upper 8 of them are kept.</param>
internal sealed class WideFiles(int count, int bits)
{
    // With so few bits unused, 128 levels or more are left, and pictures may just be dark.
    private const int Spare = 1;

    // Of each file one more than its largest sample; 0 for other files. Each entry is written by one thread at a time, to one value only.
    private readonly int[] _ends = new int[count];

    /// <summary>How the samples are scaled, in words; null where all 16 bits hold a value.</summary>
    public string? Scale => bits == WideSamples.All ? null : $"samples of 16 bits read as {bits} bits";

    /// <summary>Notes what was found when a file was decoded.</summary>
    public RgbImage Note(int index, RgbImage image)
    {
        if (image.LargestOf16Bits is int largest) _ends[index] = largest + 1;
        return image;
    }

    /// <summary>What there is to say of those that were decoded so far.</summary>
    public IEnumerable<SourceRemark> RemarksOn(IImageList source)
    {
        int largest = _ends.DefaultIfEmpty().Max() - 1, used = BitOperations.Log2((uint)Math.Max(largest, 1)) + 1;
        if (largest <= 0 || used >= bits - Spare) yield break;
        int levels = (largest >> (bits - 8)) + 1, better = Math.Max(used, 8);
        yield return new SourceRemark(
            ErrorCodes.FewLevelsLeft,
            $"the {_ends.Count(end => end > 0):N0} files of 16 bits a sample in '{source.Description}' have samples up to "
            + $"{largest:N0} only: {levels} of 256 levels are left, as the upper 8 of {bits} bits are kept; "
            + $"say {Setting.SampleBits.At($"{better}")} if they hold {better} bits");
    }
}
