namespace GanGate.Images;

/// <summary>The kinds of sources of images there are: the one place that tells them apart.</summary>
public static class ImageSources
{
    /// <summary>Opens a source of images; dispose of it where it is disposable.</summary>
    /// <param name="path">
    /// A folder or pattern of image files, a .zip of them, a .npz or .npy of N x H x W x 3 bytes, CIFAR's binary batches (.bin), an IDX file
    /// (MNIST), or a list of paths (.txt).
    /// </param>
    /// <param name="recurse">Whether to read the folders in a folder too.</param>
    /// <exception cref="GanGateException">It is missing, empty, unreadable or not what it is called.</exception>
    public static IImageSource Open(string path, bool recurse = true) => Open(path, new ImageFileRules(recurse));

    /// <summary>The same, of files that rules choose.</summary>
    /// <param name="path">As above.</param>
    /// <param name="rules">Which files of a folder, pattern, archive or list are its images.</param>
    /// <exception cref="GanGateException">As above, and GG2052: pictures that cannot be read, where the rules make them an error.</exception>
    public static IImageSource Open(string path, ImageFileRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains('\0', StringComparison.Ordinal)) throw new GanGateException(ErrorCodes.SourceMissing, "the source is not a path: it holds a null character");
        bool folder = Directory.Exists(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".ZIP" when !folder => ZipImages.Open(path, rules),
            ".NPZ" or ".NPY" when !folder => NpzImages.Open(path),
            ".TXT" when !folder => ListedImages.Open(path, rules),
            ".BIN" when !folder => CifarImages.Open(path),
            _ when IdxImages.IsNamedSo(path) && !folder => IdxImages.Open(path),
            _ => OpenFolder(path, rules),
        };
    }

    private static IImageSource OpenFolder(string path, ImageFileRules rules)
    {
        try
        {
            return ImageFolder.Open(path, rules);
        }
        catch (GanGateException failure) when (failure.Error == ErrorCodes.SourceEmpty && CifarImages.AreIn(path))
        {
            return CifarImages.Open(path);
        }
    }
}
