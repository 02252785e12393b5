using System.Text;
using CsCheck;
using GanGate.Texts;

namespace GanGate.Tests.Texts;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TextLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("ab\ncdefgh\n", "ab`` cdef")]
    [TestCase("ab\r\ncd\r\n", "ab`` cd``")]
    [TestCase("ab\ncd", "ab`` cd``")]
    [TestCase("\n\nx\n", "```` ```` x```")]
    [TestCase("a\rb\n", "a\rb`")]
    [TestCase("a\r\r\n", "a\r``")]
    [TestCase("äöü€\n😀x\n", "äöü€ 😀x``")]
    [TestCase("", "")]
    public void Lines_are_cut_and_padded(string text, string expected) =>
        Assert.That(string.Join(' ', Lines(Write(text), 4)), Is.EqualTo(expected));

    [Test]
    public void A_byte_order_mark_is_no_character() =>
        Assert.That(Lines(Write([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n']), 2), Is.EqualTo((string[])["a`"]));

    [Test]
    public void Characters_and_lines_are_whole_wherever_the_buffer_ends() =>
        Gen.Select(Gen.Int[65_500, 65_540], Gen.Int[1, 4]).Sample(
            (length, bytes) =>
            {
                string character = new[] { "a", "é", "€", "😀" }[bytes - 1], last = new string('x', length) + character;
                return Lines(Write(last + "\n" + character + "\n"), 2).SequenceEqual(["xx", character + "`"])
                    && Lines(Write(new string('\n', length) + character), 1)[^1] == character;
            },
            iter: 60);

    [Test]
    public void Random_texts_are_read_as_the_framework_reads_them() =>
        Gen.String.Select(text => text.ReplaceLineEndings(" ").Replace('\r', ' ')).Array[0, 20].Sample(texts =>
        {
            // Lone surrogates have no UTF-8.
            string[] lines = [.. texts.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))];
            string[] expected = [.. lines.Select(line => Fit(line, 5))];
            return Lines(Write(string.Concat(lines.Select(line => line + "\n"))), 5).SequenceEqual(expected);
        });

    [TestCase(new byte[] { 0x61, 0x0A, 0x62, 0xE9, 0x62, 0x0A }, 2, 2, "0xE9")]
    [TestCase(new byte[] { 0xC3 }, 1, 1, "0xC3")]
    [TestCase(new byte[] { 0x61, 0xED, 0xA0, 0x80 }, 1, 2, "0xED")]
    public void Bytes_that_are_not_UTF8_are_named(byte[] bytes, int line, int place, string value)
    {
        string path = Write(bytes);
        GanGateException? failure = Assert.Throws<GanGateException>(() => Lines(path, 3));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.TextInvalid));
        Assert.That(failure?.Message, Does.StartWith($"'{path}', line {line}: byte {place} of the line ({value}) is not UTF-8"));
    }

    [Test]
    public void A_missing_text_is_an_error() => Assert.That(
        Assert.Throws<GanGateException>(() => TextLines.Open(_folder["missing.txt"]))?.Error, Is.EqualTo(ErrorCodes.SourceMissing));

    [Test]
    public void A_folder_is_no_text() => Assert.That(
        Assert.Throws<GanGateException>(() => TextLines.Open(_folder.Root))?.Error, Is.EqualTo(ErrorCodes.SourceUnreadable));

    private static string Fit(string line, int length)
    {
        Rune[] runes = [.. line.EnumerateRunes().Take(length)];
        return string.Concat(runes) + new string(TextLines.Pad, length - runes.Length);
    }

    private static List<string> Lines(string path, int length)
    {
        using TextLines lines = TextLines.Open(path);
        int[] line = new int[length];
        List<string> all = [];
        while (lines.Read(line)) all.Add(string.Concat(line.Select(character => new Rune(character))));
        Assert.That(lines.Count, Is.EqualTo(all.Count));
        return all;
    }

    private string Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    private string Write(byte[] bytes)
    {
        // The properties run on several threads.
        string path = _folder[Path.GetRandomFileName()];
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
