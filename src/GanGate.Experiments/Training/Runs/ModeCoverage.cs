namespace GanGate.Training.Runs;

/// <summary>What the best generator of a run reaches of the images, the measure of a collapse onto a few modes.</summary>
/// <param name="Samples">How many samples were looked at.</param>
/// <param name="Repeated">Samples that equal an earlier one or have a near duplicate.</param>
/// <param name="Recall">The part of the images that lie within reach of a sample (Kynkäänniemi et al. 2019, equation 2).</param>
/// <param name="Coverage">The part of the images with a sample within their reach (Naeem et al. 2020, equation 4).</param>
public sealed record ModeCoverage(int Samples, int Repeated, double Recall, double Coverage);
