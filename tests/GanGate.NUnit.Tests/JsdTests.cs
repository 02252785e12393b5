using GanGate.Gating;
using GanGate.NUnit;
using GanGate.Reporting;

namespace GanGate.Tests;

public class JsdTests
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("gangate-jsd-").FullName;
    private static readonly string Made = Path.Combine(Folder, "made.txt"), Real = Path.Combine(Folder, "real.txt");

    [OneTimeSetUp]
    public void Write()
    {
        File.WriteAllLines(Made, Enumerable.Range(0, 50).Select(i => $"line {i} of a generator"));
        File.WriteAllLines(Real, Enumerable.Range(0, 90).Select(i => $"line {i} of real text"));
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);

    [Test]
    public void A_divergence_can_be_asserted_on()
    {
        FidResult jsd = Jsd.Measure(Made, Real, samples: 50);

        Assert.That(jsd.Value, Is.InRange(0.1, 0.9));
        Assert.That(jsd, Is.JsdBelow(jsd.Value).And.Not.JsdBelow(jsd.Value / 2));
        Assert.That(jsd.ToString(), Does.StartWith("JSD-4-50 0."));
        Assert.That(jsd.ToSnapshot(), Does.Contain("protocol: jsd-4\ngenerated: 50 lines\nreference: 90 lines"));
    }

    [Test]
    public void A_failure_says_by_how_much() => Assert.That(
        () => Assert.That(Jsd.Measure(Made, Real, samples: 50), Is.JsdBelow(0.01)),
        Throws.InstanceOf<AssertionException>().With.Message.Contains("above the limit of 0.01").And.Message.Contains("GG1001"));

    [Test]
    public void A_divergence_is_no_distance_and_a_distance_no_divergence()
    {
        FidResult jsd = Jsd.Measure(Made, Real, samples: 50);

        Assert.That(() => Is.FidBelow(25).ApplyTo(jsd), Refused("a distance of images (Fid.Measure), not JSD-4-50"));
        Assert.That(() => Is.FidWithin(5).Of(2).ApplyTo(jsd), Refused("a distance of images (Fid.Measure), not JSD-4-50"));
        Assert.That(() => Is.JsdBelow(1).ApplyTo(Results.Of(0.5)), Refused("a divergence of texts (Jsd.Measure), not FID-10k"));

        static global::NUnit.Framework.Constraints.Constraint Refused(string reason) =>
            Throws.TypeOf<GanGateException>().With.Message.StartsWith($"GG2035: the constraint takes {reason}");
    }

    [Test]
    public void A_divergence_is_held_against_an_accepted_one()
    {
        string baseline = Path.Combine(Folder, "jsd.json");
        FidResult jsd = Jsd.Measure(Made, Real, samples: 50);
        BaselineFile.Empty.With("gate", Report.Of(jsd.Score).ToBaselineEntry()).Write(baseline);

        Assert.That(jsd, Is.NoWorseThan(baseline).And.FidWithin(0.01).Of(baseline));
        Assert.That(
            () => Is.FidWithin(0.01).Of(baseline).ApplyTo(Demo.Good),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG3001: "));
    }

    [Test]
    public void Without_options_it_is_the_papers_divergence()
    {
        string many = Path.Combine(Folder, "many.txt");
        File.WriteAllLines(many, Enumerable.Range(0, 700).Select(i => $"line {i} of a generator that writes long lines"));
        FidResult jsd = Jsd.Measure(many, Real);

        Assert.That(jsd.ToString(), Does.StartWith("JSD-4-640 "));
        Assert.That(Jsd.Measure(many, Real, n: 4, samples: 640, length: 32).Value, Is.EqualTo(jsd.Value));
        Assert.That(Jsd.Measure(many, Real, length: 33).Value, Is.Not.EqualTo(jsd.Value));
    }

    [Test]
    public void Reports_of_different_measurements_have_different_names()
    {
        string[] keys = [
            Jsd.Measure(Made, Real, samples: 50).Key,
            Jsd.Measure(Made, Real, samples: 49).Key,
            Jsd.Measure(Made, Real, samples: 50, n: 3).Key,
            Jsd.Measure(Real, Real, samples: 50).Key,
            Jsd.Measure(Made, Made, samples: 50).Key];

        Assert.That(keys, Is.Unique.And.All.Length.EqualTo(64));
        Assert.That(Jsd.Measure(Made, Real, samples: 50).Key, Is.EqualTo(keys[0]));
    }

    [Test]
    public void Another_text_in_the_same_file_has_a_report_of_its_own()
    {
        string path = Path.Combine(Folder, "out.txt");
        File.Copy(Made, path);
        string before = Jsd.Measure(path, Real, samples: 50).Key;
        File.WriteAllLines(path, Enumerable.Range(0, 50).Select(i => $"line {i} of another generator"));

        Assert.That(Jsd.Measure(path, Real, samples: 50).Key, Is.Not.EqualTo(before));
    }

    [Test]
    public void Texts_have_no_other_metrics_and_images_no_divergence()
    {
        GanGateException? metrics = Assert.Throws<GanGateException>(() => Jsd.Measure(Made, Real, samples: 50).MeasureMetrics());
        GanGateException? few = Assert.Throws<GanGateException>(() => Jsd.Measure(Made, Real));

        Assert.That(metrics!.Message, Does.StartWith("GG2037: there are no other metrics of texts: JSD-4-50 is all there is"));
        Assert.That(few!.Error, Is.EqualTo(ErrorCodes.TooFewLines));
    }
}
