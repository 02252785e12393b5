using System.Text;
using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>A picture of another kind under an image's name is named as what it is.</summary>
internal sealed class ForeignKindsTests
{
    [TestCase("\0\0\0\u001cftypavif\0\0\0\0mif1miafMA1B", "an AVIF picture")]
    [TestCase("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif", "an AVIF picture")]
    [TestCase("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "a HEIC picture")]
    [TestCase("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "a raw picture of a camera (CR3)")]
    [TestCase("\0\0\0\u0018ftypisom\0\0\0\u0001isom", "a film")]
    [TestCase("\0\0\0\u000cjP  \r\n\u0087\n", "a JPEG 2000 picture")]
    [TestCase("\u00ff\u004f\u00ff\u0051", "a JPEG 2000 picture")]
    [TestCase("\0\0\0\u000cJXL \r\n\u0087\n", "a JPEG XL picture")]
    [TestCase("\u00ff\u000a\u0001", "a JPEG XL picture")]
    [TestCase("II\u00bc\u0001", "a JPEG XR picture")]
    [TestCase("8BPS\0\u0001", "a Photoshop picture (PSD)")]
    [TestCase("DDS |", "a DDS texture")]
    [TestCase("v/1\u0001", "an OpenEXR picture")]
    [TestCase("\0\0\u0001\0\u0001\0", "an icon (ICO)")]
    [TestCase("#?RADIANCE\n", "a Radiance picture (HDR)")]
    [TestCase("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "a drawing (SVG)")]
    [TestCase("\n<!DOCTYPE html><html>", "a web page (HTML)")]
    [TestCase("%PDF-1.4", "a PDF")]
    [TestCase("PK\u0003\u0004", "an archive (ZIP)")]
    [TestCase("P7\nWIDTH 4\n", "a PAM picture")]
    [TestCase("P1\n1 1\n0\n", "a bitmap of black and white (PBM)")]
    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n", "a pointer of Git LFS in place of the file itself (fetch it with 'git lfs pull'")]
    public void By_how_it_begins(string beginning, string kind) =>
        Assert.That(Reason(Encoding.Latin1.GetBytes(beginning)), Does.StartWith($"it is {kind}").And.Contain("(starts with "));

    [Test]
    public void Dicom_behind_its_preamble_and_tga_by_its_end()
    {
        Assert.That(Reason([.. new byte[128], .. "DICM"u8]), Does.StartWith("it is a medical picture (DICOM), and no image"));
        Assert.That(Reason([.. new byte[40], .. "TRUEVISION-XFILE.\0"u8]), Does.StartWith("it is a TGA picture"));
    }

    [Test]
    public void Any_beginning_that_is_cut_is_refused_with_a_reason()
    {
        byte[][] files = [[.. new byte[128], .. "DICM"u8], [.. "\0\0\0\u001cftypavif"u8], [.. "TRUEVISION-XFILE.\0"u8], [.. "<?xml"u8], [.. "P7"u8]];
        foreach (byte[] file in files)
        {
            for (int length = 1; length <= file.Length; length++) Assert.That(Reason(file[..length]), Does.Contain("(starts with "));
        }
    }

    private static string Reason(byte[] file) => Assert.Throws<ImageDecodingException>(() => ImageDecoder.Decode("a", file))!.Message;
}
