using GanGate.Gating;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Models;

namespace GanGate.Tests.Gating;

public class GateNeedsTests
{
    private TemporaryFolder _folder = null!;
    private string _photos = "";

    [SetUp]
    public void Paint()
    {
        _folder = new TemporaryFolder();
        _photos = Directory.CreateDirectory(_folder["photos"]).FullName;
        for (byte i = 0; i < 3; i++) Write(i, i);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void An_inception_gate_needs_the_public_model_and_keeps_the_references_statistics()
    {
        GateNeeds needs = Of("ttur", maxCopies: null);

        Assert.That(needs.Models, Is.EqualTo(new[] { PublicModel.Inception }));
        Assert.That(needs.References, Has.Length.EqualTo(64));
        Assert.That(Of("clean", maxCopies: null).References, Is.Not.EqualTo(needs.References));
        Assert.That(Of("ttur", maxCopies: null).References, Is.EqualTo(needs.References));
    }

    [Test]
    public void The_embedded_protocol_needs_no_model_and_a_rule_on_copies_keeps_no_statistics()
    {
        GateNeeds needs = Of("pyramid", maxCopies: "1");
        Assert.That((needs.Models, needs.References), Is.EqualTo((Array.Empty<PublicModel>(), (string?)null)));
    }

    [Test]
    public void Public_weights_that_are_named_are_needed_and_those_of_ones_own_are_not()
    {
        Assert.That(Of("ttur", maxCopies: null, "inception").Models, Is.EqualTo(new[] { PublicModel.Inception }));
        Assert.That(() => Of("ttur", maxCopies: null, "mine"), Throws.TypeOf<GanGateException>().With.Message.Contains("no weights are called 'mine'"));
    }

    [Test]
    public void The_key_follows_the_images_wherever_they_lie()
    {
        string? before = Of("pyramid", maxCopies: null).References;
        string moved = _folder["elsewhere"];
        Directory.Move(_photos, moved);
        _photos = moved;
        Assert.That(Of("pyramid", maxCopies: null).References, Is.EqualTo(before));

        Write(1, 9);
        Assert.That(Of("pyramid", maxCopies: null).References, Is.Not.EqualTo(before));
    }

    private void Write(int number, byte gray)
    {
        byte[] pixels = new byte[3 * 16 * 16];
        Array.Fill(pixels, gray);
        PngFile.Write(Path.Combine(_photos, $"{number}.png"), new RgbImage("gray", 16, 16, pixels));
    }

    private GateNeeds Of(string protocol, string? maxCopies, string? weights = null) => GateNeeds.Of(
        [new GateDefinition { Generated = _photos, Reference = _photos, MaxFid = 1, MaxCopies = maxCopies }],
        new MeasurementOptions { Protocol = protocol, Weights = weights });
}
