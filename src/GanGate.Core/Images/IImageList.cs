namespace GanGate.Images;

/// <summary>What is known of a set of images without their pixels.</summary>
public interface IImageList
{
    /// <summary>What the user called the source, for messages and reports.</summary>
    string Description { get; }

    /// <summary>How many images there are.</summary>
    int Count { get; }

    /// <summary>The name of one image: its path relative to the source.</summary>
    string NameOf(int index);

    /// <summary>The full path of the file that holds one image alone; null where images lie together in an archive.</summary>
    string? PathOf(int index) => null;

    /// <summary>The class that the source states for one image: the first folder of its name, or a label; null where it states none.</summary>
    string? ClassOf(int index) => null;

    /// <summary>What was left out of the source by patterns, in words; null where nothing was to be.</summary>
    string? LeftOut => null;

    /// <summary>
    /// What there is to say of the source beside its images: pictures that were passed over, and what was found while decoding.
    /// </summary>
    IReadOnlyList<SourceRemark> Remarks => [];
}
