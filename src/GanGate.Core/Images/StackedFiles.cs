namespace GanGate.Images;

/// <summary>Which of a source's files turned out to hold more pictures than the first one, which was taken.</summary>
/// <param name="count">How many files there are.</param>
internal sealed class StackedFiles(int count)
{
    // Each entry is written by one thread at a time, and to one value only.
    private readonly bool[] _stacked = new bool[count];

    /// <summary>Notes what was found when a file was decoded.</summary>
    public RgbImage Note(int index, RgbImage image)
    {
        if (image.IsFirstOfSeveral) _stacked[index] = true;
        return image;
    }

    /// <summary>What there is to say of those that were decoded so far.</summary>
    public IEnumerable<SourceRemark> RemarksOn(IImageList source)
    {
        int found = _stacked.Count(one => one);
        if (found == 0) yield break;
        yield return new SourceRemark(
            ErrorCodes.FirstPictureTaken,
            FormattableString.Invariant($"{found:N0} of the {count:N0} files in '{source.Description}' hold several pictures ")
            + $"(pages, or an animation), such as '{source.NameOf(Array.IndexOf(_stacked, true))}': only the first picture of a file is taken");
    }
}
