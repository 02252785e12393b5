namespace GanGate.Images;

/// <summary>What the first samples of a TIFF's pixels mean; each is the number of its PhotometricInterpretation.</summary>
internal enum TiffColours
{
    InvertedGray = 0,
    Gray = 1,
    Rgb = 2,
    Palette = 3,
    Cmyk = 5,
    YCbCr = 6,
    Lab = 8,
}
