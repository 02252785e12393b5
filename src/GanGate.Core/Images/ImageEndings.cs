namespace GanGate.Images;

/// <summary>Which files count as images, by the endings of their names, and which are pictures that cannot be read.</summary>
internal static class ImageEndings
{
    /// <summary>The endings of images, in lower case and without the dot.</summary>
    public static string[] All { get; } =
        ["png", "apng", "jpg", "jpeg", "jpe", "jif", "jfif", "mpo", "bmp", "webp", "gif", "tif", "tiff", "ppm", "pgm", "pnm"];

    /// <summary>The endings of pictures of kinds that are not read; what they hold would be missed.</summary>
    public static string[] Unread { get; } =
    [
        // Of the web and of phones.
        "avif", "avifs", "heic", "heics", "heif", "heifs", "hif", "jxl", "jp2", "j2k", "j2c", "jpc", "jpf", "jpx", "jpm", "jph", "jxr", "wdp", "hdp",
        "svg", "svgz", "ico", "cur", "icns", "flif", "bpg", "jng", "mng", "qoi",
        // Of painting, games, films and printing.
        "psd", "psb", "xcf", "kra", "ora", "tga", "dds", "ktx", "ktx2", "exr", "hdr", "pic", "pfm", "pbm", "pam", "dpx", "cin", "sgi", "rgb", "rgba",
        "pcx", "ras", "xbm", "xpm", "wmf", "emf", "eps", "dib", "jls",
        // Of medicine and science.
        "dcm", "dicom", "nii", "mha", "mhd", "fits", "fit", "fts", "svs", "ndpi", "czi",
        // Raw pictures of cameras.
        "dng", "cr2", "cr3", "crw", "nef", "nrw", "arw", "srf", "sr2", "orf", "rw2", "raf", "pef", "srw", "3fr", "fff", "iiq", "rwl", "x3f", "erf",
        "mef", "mos", "mrw", "kdc", "dcr",
    ];

    /// <summary>Whether a name ends like an image's, in any case.</summary>
    public static bool IsImage(string name) => All.Contains(EndingOf(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>The ending of a picture that cannot be read, in lower case; null for all other files.</summary>
    public static string? UnreadIn(string name) =>
        Array.Find(Unread, ending => ending.Equals(EndingOf(name), StringComparison.OrdinalIgnoreCase));

    private static string EndingOf(string name) => Path.GetExtension(name).TrimStart('.');
}
