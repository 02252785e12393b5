using GanGate.Features;
using GanGate.Gating;
using GanGate.Models;

namespace GanGate.Tests.Features;

public class MetricTests
{
    [TestCase("ttur", 2048, "fid", "images", true)]
    [TestCase("pytorch-fid", 64, "fid", "images", true)]
    [TestCase("clean", 2048, "fd", "images", true, "0123")]
    [TestCase("ttur-float16", 2048, "fd", "images", true)]
    [TestCase("pyramid", 212, "fd", "images", true)]
    [TestCase("mine.onnx", 7, "fd", "images", true)]
    [TestCase("jsd-4", 0, "jsd", "lines", false)]
    public void A_protocol_says_what_its_scores_are(string protocol, int dimension, string id, string samples, bool ofFeatures, string? weights = null)
    {
        Protocol measured = new(protocol, 1, 299, $"{dimension}", dimension, weights ?? PublicModel.Inception.Sha256);
        Metric metric = measured.Metric;

        Assert.That((metric.Id, metric.Samples, metric.OfFeatures, metric.ToString()), Is.EqualTo((id, samples, ofFeatures, id)));
        Assert.That(ProtocolIdentity.Of(measured).Metric, Is.SameAs(metric));
    }
}
