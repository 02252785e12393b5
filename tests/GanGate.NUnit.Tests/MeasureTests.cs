using System.Globalization;
using GanGate.Measuring;
using GanGate.NUnit;

namespace GanGate.Tests;

public class MeasureTests
{
    [Test]
    public void Pictures_are_measured_and_asserted_on()
    {
        Assert.That(Demo.Good, Is.FidBelow(1.0));
        Assert.That(Demo.Spoiled, Is.Not.FidBelow(1.0));
        Assert.That(Demo.Good.Score.Generated.Count, Is.EqualTo(500));
        Assert.That(Demo.Good.Value, Is.EqualTo(Measurement.Compare(Demo.Pictures.Good, Demo.Statistics, new MeasurementOptions()).Value));
    }

    [Test]
    public void A_failure_shows_the_error_the_excess_both_sides_and_the_worst_five_images()
    {
        string message = Results.FailureOf(() => Assert.That(Demo.Spoiled, Is.FidBelow(1.0)));

        Assert.That(message, Does
            .Match("But was:  <FD \\(pyramid\\)-500 [\\d.]+ ± [\\d.]+ \\(corrected [\\d.]+, 500 samples\\)>").And
            .Match("GG1001: FD \\(pyramid\\)-500 is [\\d.]+, above the limit of 1 by [\\d.]+ \\([\\d.]+ %\\)").And
            .Contain($"generated  {Demo.Pictures.Spoiled} (500 images)").And
            .Contain($"reference  {Demo.Statistics} (1,000 images)").And
            .Contain("protocol   pyramid, 212 features, sha256:").And
            .Contain("docs/errors.md#gg1001"));
        Assert.That(message.Split('\n').Where(line => line.Contains(" raises it by ")), Has.Exactly(5).Items);
        foreach (ImageInfluence image in Demo.Spoiled.Score.Worst.Take(5))
        {
            Assert.That(message, Does.Contain(image.Name));
        }
    }

    [Test]
    public void Real_photos_pass_and_blurred_ones_fail()
    {
        using CifarPhotos photos = new();
        double limit = double.Parse(CifarPhotos.MaxFid, CultureInfo.InvariantCulture);

        Assert.That(Fid.Measure(photos.Test, photos.Statistics), Is.FidBelow(limit));
        Assert.That(Fid.Measure(photos.Blurred, photos.Statistics), Is.Not.FidBelow(limit));
    }

    [Test]
    public void What_keeps_a_measurement_from_a_score_says_what_to_do() => Assert.That(
        () => Fid.Measure("no such folder", Demo.Statistics),
        Throws.TypeOf<GanGateException>().With.Message.EqualTo(
            $"GG2002: the folder 'no such folder' does not exist in '{Directory.GetCurrentDirectory()}'\n  "
            + $"help: {ErrorCodes.SourceMissing.HelpLink}"));

    [Test]
    public void Bad_images_are_named_in_the_message()
    {
        using PictureSet set = new(3);
        File.WriteAllText(set.PathOf("broken.png"), "no picture");

        Assert.That(
            () => Fid.Measure(set.Folder, Demo.Statistics),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2005: ").And.Message.Contains("\n  broken.png: ").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.CorruptImages));
    }

    [Test]
    public void A_missing_protocol_says_how_a_test_names_one() => Assert.That(
        () => Fid.Measure(Demo.Pictures.Good, Demo.Pictures.Reference),
        Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2007: ").And
            .Message.Contains("new MeasurementOptions { Protocol = \"pyramid\" }"));
}
