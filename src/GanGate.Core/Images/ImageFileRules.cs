namespace GanGate.Images;

/// <summary>
/// Which files of a folder, pattern, archive or list are its images. Sources that hold images as arrays have no files to choose from.
/// </summary>
/// <param name="Recurse">Whether the folders in a folder are read too.</param>
/// <param name="Exclude">What is left out; null for nothing.</param>
/// <param name="EveryPicture">Whether pictures of kinds that cannot be read are an error, and not passed over with a warning.</param>
/// <param name="SampleBits">How many bits of samples of 16 bits hold a value; the upper 8 of them are kept.</param>
public sealed record ImageFileRules(bool Recurse = true, ExcludedFiles? Exclude = null, bool EveryPicture = false, int SampleBits = 16);
