using GanGate.Gating;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Reporting;
using GanGate.Tests.Measuring;
using GanGate.Tests.Statistics;

namespace GanGate.Tests.Reporting;

/// <summary>Reports with everything that a page can show.</summary>
internal static class FullReport
{
    public const string Hostile = "\"'><script>alert(1)</script>&amp;\u202e\r\n<img src=x onerror=alert(2)>.png";

    public static Report Of(string name, double limit = 25, Thumbnail? thumbnail = null)
    {
        Score score = Scores.Of(30.123456789, error: 0.21, bias: 0.3456, protocol: Scores.Ttur) with
        {
            ReferenceShare = new ReferenceShare(0.0123, 0.0456),
            Worst = [new ImageInfluence(name, name, 0.0789)],
            Repeated = new RepeatedImages(3, 5, [new ImagePair(name, null, "twin-1.png", null, 0)]),
            Copied = new CopiedImages(7, [new ImagePair(name, null, "original-1.png", null, 0.125)]),
            Warnings = [new Warning(ErrorCodes.DuplicateSamples, $"such as {name}")],
            Device = "cuda:1",
            Profile = DistanceProfile.Of(DiagonalGaussian.Of(4, 2, 1), DiagonalGaussian.Of(4, 3, 1.5)),
            Pictures = Pictures(name, thumbnail ?? Thumbnail.Of(new RgbImage(name, 2, 2, new byte[12]))),
        };
        score = score with
        {
            Generated = score.Generated with
            {
                Selection = new ImageSelection(Sample: 10_000, Seed: 3, Class: name),
                Generator = new GeneratorRecord("sha256:0", 7, 128, "normal", "-1..1", true, "NCHW", "float32", "round"),
            },
        };
        GatePolicy policy = new() { MaxFid = limit, Baseline = Scores.Baseline(0.2, 0.3, 10_000, 29.5), MaxRegression = new Allowance(0.5, false) };
        Report report = Report.Of(new GateResult(name, score, policy.Judge(score))) with { Command = $"gangate gate --name '{name}'" };
        HistoryEntry earlier = HistoryEntry.Of(report with { Value = 29 });
        return report with { Figures = report.Figures with { History = [earlier, earlier with { Value = 28 }] } };
    }

    private static SamplePictures Pictures(string name, Thumbnail thumbnail)
    {
        SamplePicture[] ten = [.. Enumerable.Range(0, 10).Select(i => new SamplePicture(name, 0.01 * i, thumbnail))];
        PicturePair[] pairs = [.. ten.Select(picture => new PicturePair(picture, picture, 0.5))];
        return new SamplePictures { Worst = ten, Typical = ten, Best = ten, Reference = ten, Repeated = pairs, Copied = pairs };
    }
}
