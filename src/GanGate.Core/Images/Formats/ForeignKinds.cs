namespace GanGate.Images;

/// <summary>Names files that GanGate does not read by how they begin, whatever their names say.</summary>
internal static class ForeignKinds
{
    // What precedes "DICM" in a file of DICOM.
    private const int DicomPreamble = 128;

    /// <summary>What a file is, in words; null where it is nothing that is known.</summary>
    public static string? NameOf(ReadOnlySpan<byte> file)
    {
        if (file.Length > DicomPreamble && file[DicomPreamble..].StartsWith("DICM"u8)) return "a medical picture (DICOM)";
        return file switch
        {
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => OfBrands(file),
            [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] => "a JPEG 2000 picture",
            [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] or [0xFF, 0x0A, ..] => "a JPEG XL picture",
            [(byte)'I', (byte)'I', 0xBC, ..] => "a JPEG XR picture",
            [0x76, 0x2F, 0x31, 0x01, ..] => "an OpenEXR picture",
            [0, 0, 1 or 2, 0, > 0, 0, ..] => "an icon (ICO)",
            [0x1F, 0x8B, ..] => "a file packed with gzip",
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => "an array of numpy (.npy)",
            [(byte)'P', (byte)'1' or (byte)'4', ..] => "a bitmap of black and white (PBM)",
            [(byte)'P', (byte)'7', ..] => "a PAM picture",
            [(byte)'P', (byte)'F' or (byte)'f', (byte)'\n' or (byte)'\r' or (byte)' ', ..] => "a picture of floating-point numbers (PFM)",
            _ => OfText(file),
        };
    }

    // The kinds that share the container of MPEG-4 (ISO/IEC 14496-12) are told apart by the brands that follow.
    private static string OfBrands(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> brands = file[..Math.Min(file.Length, Math.Max(16, file[2] << 8 | file[3]))];
        return brands.IndexOf("avif"u8) >= 0 || brands.IndexOf("avis"u8) >= 0 ? "an AVIF picture"
            : brands.IndexOf("crx "u8) >= 0 ? "a raw picture of a camera (CR3)"
            : brands.IndexOf("hei"u8) >= 0 || brands.IndexOf("hev"u8) >= 0 || brands.IndexOf("mif1"u8) >= 0 || brands.IndexOf("msf1"u8) >= 0
                ? "a HEIC picture"
            : "a film (MP4 or its like)";
    }

    private static string? OfText(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("version https://git-lfs.github.com/spec/"u8))
        {
            return "a pointer of Git LFS in place of the file itself (fetch it with 'git lfs pull', in CI by a checkout with lfs: true)";
        }

        ReadOnlySpan<byte> text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        text = text.TrimStart(" \t\r\n"u8);
        return file switch
        {
            _ when file.StartsWith("8BPS"u8) => "a Photoshop picture (PSD)",
            _ when file.StartsWith("DDS "u8) => "a DDS texture",
            _ when file.StartsWith("qoif"u8) => "a QOI picture",
            _ when file.StartsWith("gimp xcf"u8) => "a GIMP picture (XCF)",
            _ when file.StartsWith("#?RADIANCE"u8) || file.StartsWith("#?RGBE"u8) => "a Radiance picture (HDR)",
            _ when file.StartsWith("FLIF"u8) => "a FLIF picture",
            _ when file.StartsWith("icns"u8) => "an icon (ICNS)",
            _ when file.StartsWith("%PDF"u8) => "a PDF",
            _ when file.StartsWith("%!PS"u8) => "a PostScript file",
            _ when file.StartsWith("PK\u0003\u0004"u8) => "an archive (ZIP)",
            _ when file.StartsWith("SIMPLE  ="u8) => "a FITS picture",
            _ when text.StartsWith("<svg"u8) || (text.StartsWith("<?xml"u8) && text.IndexOf("<svg"u8) >= 0) => "a drawing (SVG)",
            _ when text.StartsWith("<!DOCTYPE"u8) || text.StartsWith("<!doctype"u8) || text.StartsWith("<html"u8) => "a web page (HTML)",
            _ when file.Length > 26 && file[..^2].EndsWith("TRUEVISION-XFILE"u8) => "a TGA picture",
            _ => null,
        };
    }
}
