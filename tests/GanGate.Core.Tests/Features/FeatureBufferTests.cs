using GanGate.Features;

namespace GanGate.Tests.Features;

public class FeatureBufferTests
{
    [TestCase(1 << 20)]
    [TestCase(0)] // always a file
    public void What_was_added_is_there(int memoryLimit)
    {
        float[] expected = [.. Enumerable.Range(0, 12).Select(value => value / 8f)];
        using FeatureBuffer buffer = FeatureBuffer.For(4, 3, memoryLimit)!;
        buffer.Add(expected.AsSpan(0, 9));
        buffer.Add(expected.AsSpan(9));

        Assert.That(buffer.Values.ToArray(), Is.EqualTo(expected));
        Assert.That(buffer.Values.Slice(3, 3).Span.ToArray(), Is.EqualTo(expected[3..6]));
    }

    [TestCase(1 << 20)]
    [TestCase(0)] // always a file
    public void What_was_added_so_far_can_be_read_before_more_comes(int memoryLimit)
    {
        float[] expected = [.. Enumerable.Range(0, 12).Select(value => value / 8f)];
        using FeatureBuffer buffer = FeatureBuffer.For(4, 3, memoryLimit)!;
        buffer.Add(expected.AsSpan(0, 6));
        float[] first = buffer.Values.ToArray(), again = buffer.Values.ToArray();
        buffer.Add(expected.AsSpan(6));

        Assert.That(first, Is.EqualTo(expected[..6]));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(buffer.Values.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void The_temporary_file_is_gone_afterwards()
    {
        string[] before = Files();
        using (FeatureBuffer buffer = FeatureBuffer.For(1, 1, memoryLimit: 0)!)
        {
            buffer.Add([1f]);
            Assert.That(buffer.Values.Span[0], Is.EqualTo(1f));
            Assert.That(Files(), Has.Length.GreaterThan(before.Length));
        }

        Assert.That(Files().Except(before), Is.Empty);

        static string[] Files() => Directory.GetFiles(Path.GetTempPath(), "gangate-*.features");
    }

    [Test]
    public void Sets_beyond_a_single_array_are_not_kept() => Assert.That(FeatureBuffer.For(2_000_000, 2048), Is.Null);
}
