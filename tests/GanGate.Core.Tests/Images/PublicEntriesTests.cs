using GanGate.Images;

namespace GanGate.Tests.Images;

public class PublicEntriesTests
{
    private static IEnumerable<TestCaseData> Calls()
    {
        static TestCaseData Case(string name, string parameter, Action call) => new TestCaseData(parameter, call).SetArgDisplayNames(name);

        yield return Case("blur", "image", () => GaussianBlur.Apply(null!, 1));
        yield return Case("folder", "path", () => ImageFolder.Open(null!));
        yield return Case("sources", "path", () => ImageSources.Open(null!));
        yield return Case("reader", "source", () => ImageReader.Read(null!, image => image, 1, default));
        yield return Case("reader's transform", "transform", () => ImageReader.Read<int>(new Nothing(), null!, 1, default));
        yield return Case("selection", "source", () => new ImageSelection(Limit: 1).Apply(null!));
        yield return Case("png", "image", () => PngFile.Encode(null!));
        yield return Case("thumbnail", "image", () => Thumbnail.Of(null!));
        yield return Case("grid", "source", () => ImageGrid.Of(null!));
        yield return Case("preprocessing", "image", () => new TorchBilinear(8).Apply(null!, new float[192]));
    }

    // At the call, not when its result is used.
    [TestCaseSource(nameof(Calls))]
    public void What_is_null_is_named(string parameter, Action call) =>
        Assert.That(() => call(), Throws.ArgumentNullException.With.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter));

    [Test]
    public void Nothing_is_read_by_no_thread() => Assert.That(
        () => ImageReader.Read(new Nothing(), image => image, 0, default),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo("threads"));

    private sealed class Nothing : IImageSource
    {
        public string Description => "nothing";

        public int Count => 0;

        public string NameOf(int index) => "";

        public RgbImage Decode(int index) => throw new NotSupportedException();
    }
}
