using System.Text;
using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class NetpbmDecoderTests
{
    [Test]
    public void Plain_color_with_comments_everywhere()
    {
        RgbImage image = Decode("P3# one\n2 # two\r1\n255\n1 2 3 # three\n 4 5 6");
        Assert.That((image.Width, image.Height), Is.EqualTo((2, 1)));
        Assert.That(image.Pixels, Is.EqualTo((byte[])[1, 2, 3, 4, 5, 6]));
    }

    [Test]
    public void Gray_becomes_three_equal_channels()
    {
        Assert.That(Decode("P2 2 1 255 7 9").Pixels, Is.EqualTo((byte[])[7, 7, 7, 9, 9, 9]));
        Assert.That(Decode("P5 2 1 255\n", 7, 9).Pixels, Is.EqualTo((byte[])[7, 7, 7, 9, 9, 9]));
    }

    [Test]
    public void Samples_are_scaled_by_the_largest_value_and_clipped_when_raw()
    {
        // 255 / 100 * 30 is 76.5 and rounds to even; 200 is above the largest value.
        Assert.That(Decode("P6 1 1 100\n", 30, 50, 200).Pixels, Is.EqualTo((byte[])[76, 128, 255]));
        Assert.That(Decode("P6 1 1 65535\n", 0xFF, 0xFF, 0x80, 0x00, 0x00, 0xFF).Pixels, Is.EqualTo((byte[])[255, 128, 1]));
        Assert.That(Decode("P6 1 1 256\n", 1, 0, 0, 128, 0, 0).Pixels, Is.EqualTo((byte[])[255, 128, 0]));
    }

    [Test]
    public void A_raw_sample_may_look_like_white_space() =>
        Assert.That(Decode("P6 1 1 255\n", 10, 32, 35).Pixels, Is.EqualTo((byte[])[10, 32, 35]));

    [TestCase("P6 2 2 255\n12345678901", "truncated", TestName = "{m}(P6 2 2 255 12345678901 truncated)")]
    [TestCase("P3 2 2 255\n1 2 3", "truncated", TestName = "{m}(P3 2 2 255 1 2 3 truncated)")]
    [TestCase("P3 13000 13000 255 1 1 1", "truncated", TestName = "{m}(P3 13000 13000 255 1 1 1 truncated)")]
    [TestCase("P6 2", "truncated", TestName = "{m}(P6 2 truncated)")]
    [TestCase("P6 0 2 255\n", "zero", TestName = "{m}(P6 0 2 255 zero)")]
    [TestCase("P6 60000 60000 255\n", "60000 x 60000 pixels are more than the limit of 178,956,970", TestName = "{m}(P6 60000 60000 255 60000 x 60000 pixels are more than the li)")]
    [TestCase("P6 1 5000000 255\n", "a side is longer than the limit", TestName = "{m}(P6 1 5000000 255 a side is longer than the limit)")]
    [TestCase("P6 99999999999999999999 2 255\n", "number", TestName = "{m}(P6 99999999999999999999 2 255 number)")]
    [TestCase("P6 -1 2 255\n", "number", TestName = "{m}(P6 1 2 255 number)")]
    [TestCase("P6 1 1 0\n123", "not between 1 and 65535", TestName = "{m}(P6 1 1 0 123 not between 1 and 65535)")]
    [TestCase("P6 1 1 65536\n123", "not between 1 and 65535", TestName = "{m}(P6 1 1 65536 123 not between 1 and 65535)")]
    [TestCase("P3 1 1 200 1 2 201", "the sample 201 is above the largest value of 200", TestName = "{m}(P3 1 1 200 1 2 201 above the largest value)")]
    [TestCase("P6 2147483647 2 255\n", "2147483647 x 2 pixels are more", TestName = "{m}(P6 2147483647 2 255 the largest number)")]
    [TestCase("P6 2147483648 2 255\n", "number", TestName = "{m}(P6 2147483648 2 255 one more)")]
    [TestCase("P6 1 1 255", "truncated", TestName = "{m}(P6 1 1 255 and nothing more)")]
    [TestCase("P6 2 # for ever", "truncated", TestName = "{m}(P6 2 and a comment without end)")]
    [TestCase("P4 1 1 1", "starts with \"P4 1 1 1\"", TestName = "{m}(P4 1 1 1 starts with P4 1 1 1)")]
    public void A_bad_file_is_refused_with_its_reason(string file, string reason) =>
        Assert.That(() => Decode(file), Throws.TypeOf<ImageDecodingException>().With.Message.Contains(reason));

    [Test]
    public void A_short_file_takes_little_memory_whatever_it_claims()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => Decode("P3 13000 13000 255 1 1 1"), Throws.TypeOf<ImageDecodingException>());
        Assert.That(() => Decode("P6 13000 13000 255 111"), Throws.TypeOf<ImageDecodingException>());

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    private static RgbImage Decode(string text, params byte[] raw) =>
        ImageDecoder.Decode("test", (byte[])[.. Encoding.Latin1.GetBytes(text), .. raw]);
}
