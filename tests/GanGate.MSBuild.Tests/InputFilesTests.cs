using System.Text;
using GanGate.Images;
using GanGate.MSBuild;

namespace GanGate.Tests;

/// <summary>The task looks at the very images that the tool measures.</summary>
public class InputFilesTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("gangate-inputs-").FullName;
        foreach (string name in (string[])["a.png", "B.JPG", "img10.webp", "img2.webp", "x.txt", ".hidden.png", "sub/c.PGM", "sub/deep/d.gif", ".dot/e.png"])
        {
            string path = Path.Combine(_folder, "samples", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }

        Directory.CreateDirectory(Path.Combine(_folder, "elsewhere"));
        File.WriteAllText(Path.Combine(_folder, "elsewhere", "f.png"), "linked");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "samples", "circle"), Path.Combine(_folder, "samples"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "samples", "other"), Path.Combine("..", "elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), "samples");
        File.CreateSymbolicLink(Path.Combine(_folder, "samples", "sub", "g.png"), Path.Combine("..", "a.png"));
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase("samples")]
    [TestCase("link")]
    [TestCase("samples/*.png")]
    [TestCase("samples/*.j?g")]
    [TestCase("samples/?*.JPG")]
    [TestCase("samples/**/*.p*")]
    [TestCase("samples/sub/*/d*")]
    [TestCase("*/**/img2.webp")]
    public void They_are_the_images_of_the_tool(string value)
    {
        ImageFolder images = ImageFolder.Open(Path.Combine(_folder, value));

        IEnumerable<MSBuild.InputFile> files = InputFiles.Of(value, _folder);

        Assert.That(files.Select(file => file.Name), Is.EquivalentTo(Enumerable.Range(0, images.Count).Select(images.NameOf)));
    }

    [Test]
    public void A_linked_image_has_the_size_of_the_file_it_leads_to()
    {
        MSBuild.InputFile linked = InputFiles.Of("samples", _folder).Single(file => file.Name == "sub/g.png");

        Assert.That(linked.Info.Length, Is.EqualTo("a.png".Length));
    }

    [TestCase("cifar", ExpectedResult = "batches.meta.txt data_1.bin data_2.bin photos.npz")]
    [TestCase("cifar/data_*.bin", ExpectedResult = "batches.meta.txt data_1.bin data_2.bin")]
    [TestCase("cifar/data_2.bin", ExpectedResult = "batches.meta.txt data_2.bin")]
    [TestCase("files/list.txt", ExpectedResult = "a.png img2.webp list.txt x.txt")]
    [TestCase("files/train-images-idx3-ubyte", ExpectedResult = "train-images-idx3-ubyte train-labels-idx1-ubyte")]
    [TestCase("files/net.onnx", ExpectedResult = "net.json net.onnx w.bin")]
    [TestCase("files/photos.zip", ExpectedResult = "photos.zip")]
    [TestCase("files/x_mu.npy", ExpectedResult = "x_mu.npy x_sigma.npy")]
    [TestCase("files/x_sigma.npy", ExpectedResult = "x_mu.npy x_sigma.npy")]
    public string Files_of_images_come_with_what_is_read_with_them(string value)
    {
        foreach (string name in (string[])["cifar/data_1.bin", "cifar/data_2.bin", "cifar/batches.meta.txt", "cifar/readme.html", "cifar/photos.npz", "files/photos.zip",
            "files/x_mu.npy", "files/x_sigma.npy", "files/train-images-idx3-ubyte", "files/train-labels-idx1-ubyte", "files/net.json", "files/w/w.bin", "files/net.png", "files/other.onnx", "outside.bin"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
            File.WriteAllText(Path.Combine(_folder, name), name);
        }

        byte[] network = [.. ExternalWeights.Bytes("w/w.bin"), .. ExternalWeights.Bytes("../outside.bin"), .. ExternalWeights.Bytes("missing.bin")];
        File.WriteAllBytes(Path.Combine(_folder, "files", "net.onnx"), network);
        File.WriteAllText(Path.Combine(_folder, "files", "list.txt"), "../samples/a.png\n\n ../samples/img2.webp \nmissing.png\n../samples/x.txt\n");

        Assert.That(InputFiles.Of("files/list.txt", _folder, texts: true).Select(file => file.Name), Is.EqualTo(["list.txt"]));
        return string.Join(' ', InputFiles.Of(value, _folder).Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [TestCase("pictures")]
    [TestCase("pictures/*")]
    public void Pictures_count_whether_the_tool_can_read_them_or_not(string value)
    {
        string[] names = ["a.jfif", "b.JPE", "c.jif", "d.mpo", "e.apng", "f.avif", "g.HEIC", "h.svg", "i.dcm"];
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "pictures")).FullName;
        foreach (string name in names.Append("notes.md")) File.WriteAllText(Path.Combine(folder, name), name);

        Assert.That(InputFiles.Of(value, _folder).Select(file => file.Name), Is.EquivalentTo(names));
    }

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new TestCaseData(new UTF8Encoding(true)).SetArgDisplayNames("UTF-8 with a mark");
        yield return new TestCaseData(new UnicodeEncoding(bigEndian: false, byteOrderMark: true)).SetArgDisplayNames("UTF-16 LE");
        yield return new TestCaseData(new UnicodeEncoding(bigEndian: true, byteOrderMark: true)).SetArgDisplayNames("UTF-16 BE");
        yield return new TestCaseData(new UTF32Encoding(bigEndian: false, byteOrderMark: true)).SetArgDisplayNames("UTF-32 LE");
    }

    [TestCaseSource(nameof(Encodings))]
    public void A_list_is_read_in_every_encoding_that_its_mark_tells(Encoding encoding)
    {
        File.WriteAllText(Path.Combine(_folder, "wide.txt"), "samples/a.png\r\nsamples/img2.webp\r\n", encoding);

        Assert.That(InputFiles.Of("wide.txt", _folder).Select(file => file.Name), Is.EqualTo(["wide.txt", "a.png", "img2.webp"]));
    }

    private static IEnumerable<TestCaseData> NoLists()
    {
        yield return new TestCaseData(Encoding.ASCII.GetBytes(
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"))
            .SetArgDisplayNames("a pointer");
        yield return new TestCaseData(Encoding.Unicode.GetBytes("samples/a.png\n")).SetArgDisplayNames("UTF-16 without a mark");
        yield return new TestCaseData((byte[])[0xFF, 0xFE, 0x41, 0, 0x42]).SetArgDisplayNames("half a character");
        yield return new TestCaseData((byte[])[0x80, 0x81, 0x0A, 0xC3]).SetArgDisplayNames("no text");
        yield return new TestCaseData(new byte[100_000]).SetArgDisplayNames("zeros");
        yield return new TestCaseData(Enumerable.Repeat((byte)'a', 1_000_000).ToArray()).SetArgDisplayNames("one long line");
        yield return new TestCaseData(Array.Empty<byte>()).SetArgDisplayNames("nothing");
    }

    /// <summary>The tool refuses these; a build that looks at them first has to get that far.</summary>
    [TestCaseSource(nameof(NoLists))]
    public void What_is_no_list_stands_for_itself(byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_folder, "broken.txt"), content);

        Assert.That(InputFiles.Of("broken.txt", _folder).Select(file => file.Name), Is.EqualTo(["broken.txt"]));
    }

    [Test]
    public void An_archive_that_a_link_leads_to_counts_and_links_without_end_do_not_hang()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "linked")).FullName;
        File.WriteAllText(Path.Combine(folder, "photos.zip"), "content of an archive");
        File.CreateSymbolicLink(Path.Combine(folder, "link.zip"), "photos.zip");
        File.CreateSymbolicLink(Path.Combine(folder, "self.png"), "self.png");
        File.CreateSymbolicLink(Path.Combine(folder, "one.png"), "other.png");
        File.CreateSymbolicLink(Path.Combine(folder, "other.png"), "one.png");

        Assert.That(InputFiles.Of("linked/link.zip", _folder).Single().Info.Length, Is.EqualTo("content of an archive".Length));
        Assert.That(InputFiles.Of("linked", _folder).Select(file => file.Name), Is.EquivalentTo(["one.png", "other.png", "self.png"]));
    }

    [Test]
    public void The_statistics_of_classes_are_found_in_their_folder()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "reference")).FullName;
        File.WriteAllText(Path.Combine(folder, "cat.npz"), "statistics");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "text");

        Assert.That(InputFiles.Of("reference", _folder).Select(file => file.Name), Is.EqualTo(["cat.npz"]));
    }

    [TestCase("25")]
    [TestCase("pyramid")]
    [TestCase("missing/*.png")]
    [TestCase("samples/*.none")]
    [TestCase("5%")]
    public void Other_values_stand_for_no_files(string value) => Assert.That(InputFiles.Of(value, _folder), Is.Empty);
}
