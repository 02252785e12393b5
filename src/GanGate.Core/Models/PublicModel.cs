namespace GanGate.Models;

/// <summary>A weights file that is published once and for all, and how to know it.</summary>
/// <param name="Name">What the store and <c>--weights</c> call it.</param>
/// <param name="FileName">The file's published name.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Sources">Where it is published, in the order to try.</param>
internal sealed record PublicModel(string Name, string FileName, long Size, string Sha256, IReadOnlyList<Uri> Sources)
{
    /// <summary>
    /// The Inception network of 2015-12-05 on which the FID is defined, as the authors of pytorch-fid converted it; torch-fidelity
    /// publishes the same bytes.
    /// </summary>
    public static PublicModel Inception { get; } = new(
        "inception",
        "pt_inception-2015-12-05-6726825d.pth",
        95_628_359,
        "6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2",
        [
            new Uri("https://github.com/mseitzer/pytorch-fid/releases/download/fid_weights/pt_inception-2015-12-05-6726825d.pth"),
            new Uri("https://github.com/toshas/torch-fidelity/releases/download/v0.2.0/weights-inception-2015-12-05-6726825d.pth"),
        ]);
}
