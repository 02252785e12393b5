using System.Diagnostics;
using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>Names of files that are no UTF-8, which .NET can neither make nor open: a shell makes them.</summary>
[Platform("Linux")]
public class LostNamesTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => Shell($"rm -rf '{_folder.Root}'");

    [Test]
    public void An_image_of_such_a_name_is_not_said_to_be_gone()
    {
        string images = Path.GetDirectoryName(_folder["images/a.png"])!;
        Shell($"cd '{images}' && printf x > \"$(printf 'stra\\337e.png')\"");
        ImageFolder folder = ImageFolder.Open(images);

        Assert.That(() => folder.Decode(0), Throws.TypeOf<ImageDecodingException>().With.Message.Contains("not UTF-8"));
    }

    [Test]
    public void A_folder_of_such_a_name_is_not_said_to_be_missing()
    {
        string images = Path.GetDirectoryName(_folder["deep/a.png"])!;
        Shell($"mkdir \"{images}/$(printf 'b\\344r')\"");

        Assert.That(
            () => ImageFolder.Open(images),
            Throws.TypeOf<GanGateException>().With.Message.Contains("not UTF-8").And.Property("Error").EqualTo(ErrorCodes.SourceUnreadable));
    }

    [Test]
    public void A_name_that_holds_the_replacement_character_itself_is_a_name()
    {
        File.WriteAllText(_folder["real/b\uFFFDr.png"], "x");
        ImageFolder folder = ImageFolder.Open(Path.Combine(_folder.Root, "real"));

        Assert.That(() => folder.Decode(0), Throws.TypeOf<ImageDecodingException>().With.Message.Not.Contain("UTF-8"));
    }

    [Test]
    public void A_missing_source_of_such_a_name_is_told_why() =>
        Assert.That(() => ImageFolder.Open("/tmp/b\uFFFDr"), Throws.TypeOf<GanGateException>().With.Message.Contains("is not found: its name is not UTF-8"));

    private static void Shell(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", command]))!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
