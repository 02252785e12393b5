using GanGate.Settings;

namespace GanGate.Tests.Settings;

/// <summary>The name that somebody may have meant.</summary>
public class NearestTests
{
    private static readonly string[] Names = ["maxFid", "maxJsd", "name", "n", "protocol"];

    [TestCase("maxFdi", "maxFid", TestName = "{m}(swapped letters)")]
    [TestCase("maxFd", "maxFid", TestName = "{m}(a missing letter)")]
    [TestCase("maxFidd", "maxFid", TestName = "{m}(a letter too many)")]
    [TestCase("MAXFID", "maxFid", TestName = "{m}(another case)")]
    [TestCase("protokal", "protocol", TestName = "{m}(two wrong letters)")]
    [TestCase("protokalle", null, TestName = "{m}(four errors)")]
    [TestCase("x", null, TestName = "{m}(nothing in common with a short name)")]
    public void It_differs_by_two_letters_at_most(string name, string? meant) => Assert.That(Nearest.To(name, Names), Is.EqualTo(meant));

    [Test]
    public void It_ends_a_message()
    {
        Assert.That(Nearest.Hint("maxFd", Names), Is.EqualTo(", did you mean 'maxFid'?"));
        Assert.That(Nearest.Hint("something", Names), Is.Empty);
    }
}
