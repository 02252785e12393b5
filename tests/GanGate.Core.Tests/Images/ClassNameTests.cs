using System.Security.Cryptography;
using System.Text;
using GanGate.Images;

namespace GanGate.Tests.Images;

public class ClassNameTests
{
    [TestCase("plain", "plain")]
    [TestCase("caf\u00e9", "caf\u00e9")]
    [TestCase("cafe\u0301", "caf\u00e9")]
    [TestCase("\u304b\u3099", "\u304c", TestName = "{m}(kana)")]
    [TestCase("\u1112\u1161\u11ab", "\ud55c", TestName = "{m}(Korean)")]
    [TestCase("e\u0323\u0302", "\u1ec7", TestName = "{m}(two marks)")]
    [TestCase("e\u0302\u0323", "\u1ec7", TestName = "{m}(two marks in another order)")]
    [TestCase("\u212b", "\u00c5", TestName = "{m}(a character that is another)")]
    [TestCase("\u0344", "\u0308\u0301", TestName = "{m}(a character that is never composed)")]
    [TestCase("a\u0315\u0300\u05ae\u0062", "\u00e0\u05ae\u0315b", TestName = "{m}(marks of several classes)")]
    public void Names_are_composed(string name, string composed) => Assert.That(ClassName.Of(name), Is.EqualTo(composed));

    // Made with Python's unicodedata (Unicode 14): NFC of every character with a dot above and a dot below, as UTF-8, a line each.
    [Test]
    public void Every_character_of_Unicode_is_composed_as_another_implementation_does()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int character = 0; character <= 0x10FFFF; character++)
        {
            if (!Rune.IsValid(character)) continue;
            hash.AppendData(Encoding.UTF8.GetBytes($"{ClassName.Of(new Rune(character) + "\u0307\u0323")}\n"));
        }

        Assert.That(
            Convert.ToHexStringLower(hash.GetHashAndReset()), Is.EqualTo("ba1173443e28cca3b55577d7e7e678a68ea202eaab7d243bce95ee7a8e352577"));
    }

    [Test]
    public void A_folder_in_the_decomposed_form_is_the_class_in_the_composed_one()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["cafe\u0301/a.png", "caf\u00e9/b.png", "tea/c.png"]) File.WriteAllText(folder[name], "");
        ImageFolder images = ImageFolder.Open(folder.Root);

        foreach (string wanted in (string[])["cafe\u0301", "caf\u00e9"])
        {
            Assert.That(new ImageSelection(Class: wanted).Apply(images).Count, Is.EqualTo(2));
        }

        Assert.That(Enumerable.Range(0, 3).Select(images.ClassOf).Distinct(), Is.EquivalentTo(new[] { "caf\u00e9", "tea" }));
    }
}
