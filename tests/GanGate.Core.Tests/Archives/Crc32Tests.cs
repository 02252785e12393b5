using System.Text;
using GanGate.Archives;

namespace GanGate.Tests.Archives;

public class Crc32Tests
{
    [TestCase("", 0u)]
    [TestCase("123456789", 0xCBF43926u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void It_gives_the_published_check_values(string text, uint expected)
        => Assert.That(Crc32.Append(0, Encoding.ASCII.GetBytes(text)), Is.EqualTo(expected));

    [Test]
    public void It_can_be_continued_anywhere()
    {
        byte[] data = new byte[61];
        new Random(1).NextBytes(data);
        uint whole = Crc32.Append(0, data);
        for (int cut = 0; cut <= data.Length; cut++)
        {
            Assert.That(Crc32.Append(Crc32.Append(0, data.AsSpan(0, cut)), data.AsSpan(cut)), Is.EqualTo(whole));
        }
    }
}
