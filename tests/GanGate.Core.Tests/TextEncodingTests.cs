using System.Text;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Texts;

namespace GanGate.Tests;

/// <summary>Texts as some programs of Windows save them.</summary>
public class TextEncodingTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Encodings()
    {
        foreach (bool mark in (bool[])[true, false])
        {
            foreach (bool big in (bool[])[true, false])
            {
                string order = big ? "(big-endian)" : "(little-endian)";
                yield return new TestCaseData(new UnicodeEncoding(big, mark), $"UTF-16 {order}").SetArgDisplayNames($"UTF-16 {order} {mark}");
                yield return new TestCaseData(new UTF32Encoding(big, mark), $"UTF-32 {order}").SetArgDisplayNames($"UTF-32 {order} {mark}");
            }
        }
    }

    [TestCaseSource(nameof(Encodings))]
    public void Wide_texts_are_named(Encoding encoding, string name)
    {
        string text = _folder["text.txt"], json = _folder["config.json"];
        File.WriteAllText(text, "some lines\nof text\n", encoding);
        File.WriteAllText(json, """{"gates":[]}""", encoding);

        Assert.That(() => TextSet.Open(text, 32, null, CancellationToken.None), Fails(ErrorCodes.TextInvalid, name));
        Assert.That(() => GateConfiguration.Read(json), Fails(ErrorCodes.ConfigurationInvalid, name));
        Assert.That(() => BaselineFile.Read(json), Fails(ErrorCodes.BaselineInvalid, name));
    }

    [TestCaseSource(nameof(Encodings))]
    public void Wide_lists_are_read_where_a_mark_says_so_and_named_where_none_does(Encoding encoding, string name)
    {
        string list = _folder["list.txt"];
        File.WriteAllText(_folder["\u00e9.png"], "");
        File.WriteAllText(list, "\u00e9.png\n\n  \u00e9.png  \n", encoding);
        bool marked = encoding.Preamble.Length > 0;

        // UTF-32 in big-endian order is one that .NET does not tell by its mark.
        if (marked && name != "UTF-32 (big-endian)") Assert.That(ImageSources.Open(list).Count, Is.EqualTo(2));
        else if (!marked) Assert.That(() => ImageSources.Open(list), Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.TextInvalid));
    }

    [Test]
    public void A_list_in_Latin_1_is_not_UTF_8()
    {
        File.WriteAllText(_folder["latin.txt"], "stra\u00dfe.png\n", Encoding.Latin1);
        Assert.That(() => ImageSources.Open(_folder["latin.txt"]), Fails(ErrorCodes.TextInvalid, "not UTF-8"));
    }

    [TestCase(new byte[] { })]
    [TestCase(new byte[] { (byte)'a' })]
    [TestCase(new byte[] { (byte)'a', 0 })]
    [TestCase(new byte[] { 0, 0, 0, 0 })]
    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a' })]
    [TestCase(new byte[] { (byte)'{', (byte)'"', (byte)'a', (byte)'"' })]
    public void Other_texts_are_not_wide(byte[] head) => Assert.That(TextEncoding.WideName(head), Is.Null);

    private static NUnit.Framework.Constraints.EqualConstraint Fails(ErrorCode code, string reason) =>
        Throws.TypeOf<GanGateException>().With.Message.Contains(reason).And.Property(nameof(GanGateException.Error)).EqualTo(code);
}
