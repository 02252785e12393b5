using GanGate.Features;
using GanGate.Models;

namespace GanGate.Tests.Features;

public class InstalledProviderTests
{
    [TestCase("linux-x64", "Microsoft.ML.OnnxRuntime.Gpu.Linux", ".so")]
    [TestCase("win-x64", "Microsoft.ML.OnnxRuntime.Gpu.Windows", ".dll")]
    public void The_library_of_a_platform_comes_with_the_one_that_it_needs(string platform, string package, string ending)
    {
        PublicModel library = InstalledProvider.For(platform).Single();
        PublicModel[] files = [library, .. library.Needs];

        Assert.That(library.Name, Is.EqualTo("cuda"));
        Assert.That(files.Select(file => Path.GetExtension(file.FileName)), Is.EqualTo(new[] { ending, ending }));
        Assert.That(files.Select(file => file.Package!.Id), Is.All.EqualTo(package));
        Assert.That(files.Select(file => file.Package!.Path), Is.EqualTo(files.Select(file => $"runtimes/{platform}/native/{file.FileName}")));
        Assert.That(files.Select(file => file.Sha256), Is.Unique.And.All.Length.EqualTo(64));
        Assert.That(files.Select(file => file.Size), Is.All.Positive);
    }

    [TestCase("osx-arm64")]
    [TestCase("linux-arm64")]
    public void Elsewhere_there_is_none(string platform) => Assert.That(InstalledProvider.For(platform), Is.Empty);

    [TestCase("1.31.0", true)]
    [TestCase("1.31.5", true)]
    [TestCase("1.30.0", false)]
    [TestCase("1.32.0", false)]
    [TestCase("", false)]
    public void A_library_is_for_the_runtimes_of_its_own_version(string runtime, bool fits) => Assert.That(
        () => InstalledProvider.RequireFit("cuda.so", runtime),
        fits ? Throws.Nothing : Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.ProviderUnusable)
            .And.Message.EqualTo(
                $"the provider 'cuda.so' is of ONNX Runtime 1.31, and this process runs {runtime}: name one of its version with epLibrary, or use device cpu"));
}
