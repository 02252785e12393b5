using GanGate.Features;

namespace GanGate.Tests.Features;

public class ProtocolsTests
{
    [TestCase("inception")]
    [TestCase("pyramid-float16")]
    [TestCase("-float16")]
    public void An_unknown_protocol_is_refused_with_a_list_of_those_there_are(string id) =>
        Assert.That(
            () => Protocols.Open(new ProtocolOptions(id)),
            Throws.TypeOf<GanGateException>()
                .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolUnknown)
                .And.Message.Contains("there are ttur, pytorch-fid, clean, torchmetrics, "));

    [TestCase(0)]
    [TestCase(24)]
    [TestCase(65)]
    public void A_size_the_pyramid_cannot_take_is_refused(int size) =>
        Assert.That(
            () => Protocols.Open(new ProtocolOptions("pyramid") { Size = size }),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolUnknown));

    [Test]
    public void The_size_is_part_of_the_pyramids_fingerprint()
    {
        using Extractor usual = Protocols.Open(new ProtocolOptions("pyramid")), small = Protocols.Open(new ProtocolOptions("pyramid") { Size = 32 });

        Assert.That(usual.Protocol.Size, Is.EqualTo(64));
        Assert.That(small.Preprocessing.Size, Is.EqualTo(32));
        Assert.That(small.Protocol.Fingerprint, Is.Not.EqualTo(usual.Protocol.Fingerprint));
    }

    [Test]
    public void Missing_weights_name_the_command_that_brings_them([Values("ttur", "pytorch-fid", "clean", "torchmetrics", "dinov2", "dinov2-edm2-float16")] string id)
    {
        string? home = Environment.GetEnvironmentVariable("GANGATE_HOME");
        using TemporaryFolder empty = new();
        Environment.SetEnvironmentVariable("GANGATE_HOME", empty.Root);
        try
        {
            Assert.That(
                () => Protocols.Open(new ProtocolOptions(id)),
                Throws.TypeOf<GanGateException>()
                    .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ModelMissing)
                    .And.Message.Contains("ModelStore.FetchAsync").And.Message.Contains("ModelStore.ImportAsync"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GANGATE_HOME", home);
        }
    }
}
