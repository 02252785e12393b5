using GanGate.Training.Texts;

namespace GanGate.Training.Tests.Texts;

public class TextCorpusTests
{
    [Test]
    public void Lines_are_cut_and_padded_and_come_back_as_they_are()
    {
        TextCorpus corpus = Read("banana\n\nab\nlong line\n", 5);
        float[] batch = new float[3 * corpus.Alphabet.Count * 5];

        corpus.Fill([0, 1, 2], batch);

        int length = batch.Length / 3;
        Assert.That(
            Enumerable.Range(0, 3).Select(i => corpus.ToLine(batch.AsSpan(i * length, length))),
            Is.EqualTo(new[] { "banan", "ab```", "long " }));
        Assert.That(batch.Sum(), Is.EqualTo(15));
    }

    [Test]
    public void Frequent_characters_come_first_after_the_backquote()
    {
        TextCorpus corpus = Read("aabbbc\n", 6);
        Assert.That(string.Concat(corpus.Alphabet), Is.EqualTo("`bac"));
    }

    [Test]
    public void Characters_beyond_the_sixteen_bit_plane_are_one() =>
        Assert.That(string.Concat(Read("😀a😀\n", 4).Alphabet), Is.EqualTo("`😀a"));

    [Test]
    public void Characters_that_are_too_many_are_taken_as_the_backquote()
    {
        TextCorpus corpus = Read(string.Concat(Enumerable.Range(0, 400).Select(i => (char)('\u4e00' + i))) + "\n", 400);
        float[] line = new float[256 * 400];
        corpus.Fill([0], line);

        Assert.That(corpus.Alphabet, Has.Count.EqualTo(256));
        Assert.That(corpus.ToLine(line).Count(c => c == '`'), Is.EqualTo(400 - 255));
    }

    [Test]
    public void Texts_that_cannot_be_learnt_are_named()
    {
        string broken = Write([0xC3, 0x28, 10]), empty = Write([10, 10]);
        Assert.Multiple(() =>
        {
            Assert.That(CodeOf("/nowhere/text.txt"), Is.EqualTo(ErrorCodes.SourceMissing));
            Assert.That(CodeOf(broken), Is.EqualTo(ErrorCodes.TextInvalid));
            Assert.That(CodeOf(empty), Is.EqualTo(ErrorCodes.SourceEmpty));
        });
    }

    private static ErrorCode CodeOf(string path) => Assert.Throws<GanGateException>(() => TextCorpus.Read(path, 4))!.Error;

    private static TextCorpus Read(string text, int length) => TextCorpus.Read(Write(System.Text.Encoding.UTF8.GetBytes(text)), length);

    private static string Write(byte[] bytes)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("gangate-text-").FullName, "text.txt");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
