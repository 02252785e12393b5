using GanGate.Gating;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Models;
using GanGate.Statistics;
using GanGate.Texts;

namespace GanGate.Tests;

public class GitLfsPointerTests
{
    private const string Pointer = """
        version https://git-lfs.github.com/spec/v1
        oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
        size 12345678

        """;

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Readers()
    {
        static TestCaseData Case(string name, Action<string> open) => new TestCaseData(name, open).SetArgDisplayNames(name);

        yield return Case("a.png", path => ImageFile.Decode(path, "a.png"));
        yield return Case("a.zip", path => ImageSources.Open(path));
        yield return Case("a.npz", path => NpzImages.Open(path));
        yield return Case("a.npy", path => ImageSources.Open(path));
        yield return Case("b.npz", path => StatisticsFile.Read(path));
        yield return Case("a_mu.npy", path => StatisticsFile.Read(path));
        yield return Case("a.bin", path => ImageSources.Open(path));
        yield return Case("a.idx", path => ImageSources.Open(path));
        yield return Case("a.idx.gz", path => ImageSources.Open(path));
        yield return Case("list.txt", path => ImageSources.Open(path));
        yield return Case("text.txt", path => TextSet.Open(path, 32, null, CancellationToken.None));
        yield return Case("config.json", path => GateConfiguration.Read(path));
        yield return Case("baseline.json", path => BaselineFile.Read(path));
        yield return Case("a.pth", path => Checkpoint.Read(path));
        yield return Case("b.pth", path => new ModelStore(Path.GetDirectoryName(path)).Resolve(path));
        yield return Case("a.onnx", path => GeneratedImages.Open(path, new GeneratorOptions(4)));
    }

    [TestCaseSource(nameof(Readers))]
    public void A_pointer_is_told_as_such_wherever_a_file_is_opened(string name, object open)
    {
        string path = _folder[name];
        File.WriteAllText(path, Pointer.ReplaceLineEndings("\n"));

        Assert.That(
            () => ((Action<string>)open)(path),
            Throws.TypeOf<GanGateException>().With.Message.Contains("git lfs pull").And.Message.Contains(path)
                .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.NotFetched));
    }

    [Test]
    public void A_text_that_is_longer_or_begins_otherwise_is_none()
    {
        Assert.That(GitLfsPointer.Is("version https://git-lfs.github.com/spec/v1\n"u8), Is.True);
        Assert.That(GitLfsPointer.Is("version https://git-lfs.github.com/"u8), Is.False);
        byte[] longer = new byte[1025];
        "version https://git-lfs.github.com/spec/v1\n"u8.CopyTo(longer);
        Assert.That(GitLfsPointer.Is(longer), Is.False);
    }
}
