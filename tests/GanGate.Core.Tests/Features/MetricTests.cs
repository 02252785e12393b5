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
    [TestCase("cmmd", 768, "cmmd", "images", true)]
    [TestCase("cmmd-float16", 768, "cmmd", "images", true)]
    [TestCase("jsd-4", 0, "jsd", "lines", false)]
    public void A_protocol_says_what_its_scores_are(string protocol, int dimension, string id, string samples, bool ofFeatures, string? weights = null)
    {
        Protocol measured = new(protocol, 1, 299, $"{dimension}", dimension, weights ?? PublicModel.Inception.Sha256);
        Metric metric = measured.Metric;

        Assert.That((metric.Id, metric.Samples, metric.OfFeatures, metric.ToString()), Is.EqualTo((id, samples, ofFeatures, id)));
        Assert.That(ProtocolIdentity.Of(measured).Metric, Is.SameAs(metric));
    }

    [Test]
    public void The_metrics_beside_the_distance_say_what_they_need_and_which_way_is_better()
    {
        Metric[] higher = [.. Metric.BesideDistance.Where(metric => metric.HigherIsBetter)];
        Metric[] ofFeatures = [.. Metric.BesideDistance.Where(metric => metric.NeedsReferenceFeatures)];
        Assert.That(Metric.BesideDistance.Select(metric => metric.Id), Is.EqualTo(new[] { "kid", "inceptionScore", "precision", "recall", "density", "coverage" }));
        Assert.That(higher, Is.EqualTo(Metric.BesideDistance.Where(metric => metric != Metric.Kid)));
        Assert.That(ofFeatures, Is.EqualTo(Metric.BesideDistance.Where(metric => metric != Metric.InceptionScore)));
        Assert.That(Metric.BesideDistance.Where(metric => metric.NeedsLogits), Is.EqualTo(new[] { Metric.InceptionScore }));
        Assert.That(Metric.BesideDistance.Select(metric => Metric.Find(metric.Id)), Is.EqualTo(Metric.BesideDistance));
        Assert.That((Metric.Find("fid"), Metric.Find("cmmd")), Is.EqualTo(((Metric?)null, Metric.Cmmd)));
    }

    [Test]
    public void A_metric_has_the_name_of_papers_under_the_protocols_that_they_cite()
    {
        Protocol cited = new("clean", 1, 299, "2048", 2048, PublicModel.Inception.Sha256), other = new("pyramid", 1, 64, "pyramid", 212, "built-in");
        Assert.That((Metric.Kid.NameUnder(cited), Metric.Kid.NameUnder(other)), Is.EqualTo(("KID", "KD (pyramid)")));
        Assert.That((Metric.Recall.NameUnder(cited), Metric.Recall.NameUnder(other)), Is.EqualTo(("Recall", "Recall (pyramid)")));
    }
}
