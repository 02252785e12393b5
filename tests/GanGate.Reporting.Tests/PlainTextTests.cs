using GanGate.Reporting;

namespace GanGate.Tests.Reporting;

public class PlainTextTests
{
    [TestCase("plain name (1).png", "plain name (1).png")]
    [TestCase("Grüße 図 😀.png", "Grüße 図 😀.png")]
    [TestCase("a\nb", "a b")]
    [TestCase("\u001b[2J\u0007", "\ufffd[2J\ufffd")]
    [TestCase("gpj.\u202e\u2066exe", "gpj.\ufffd\ufffdexe")]
    [TestCase("\u2028", "\ufffd")]
    public void What_acts_on_a_line_is_replaced(string text, string shown) => Assert.That(PlainText.OneLine(text), Is.EqualTo(shown));

    [Test]
    public void Half_a_character_is_replaced() => Assert.That(PlainText.OneLine("a" + (char)0xd83d), Is.EqualTo("a\ufffd"));

    [Test]
    public void A_long_text_keeps_its_ends() => Assert.That(PlainText.OneLine("0123456789", 5), Is.EqualTo("01…89"));
}
