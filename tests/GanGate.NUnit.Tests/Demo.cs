using GanGate.Gating;
using GanGate.Measuring;
using GanGate.NUnit;
using GanGate.Reporting;
using GanGate.Statistics;
using GanGate.Tool.Demo;

namespace GanGate.Tests;

/// <summary>The demo's pictures, painted and measured once for all tests; what is kept between runs goes to a folder of this run's own.</summary>
[SetUpFixture]
internal sealed class Demo
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("gangate-nunit-").FullName;

    /// <summary>Where results are kept between runs.</summary>
    public static string Home { get; } = Path.Combine(Folder, "home");

    /// <summary>1,000 pictures, 500 others, and those blurred.</summary>
    public static DemoFolders Pictures { get; private set; } = null!;

    /// <summary>The statistics of the reference.</summary>
    public static string Statistics { get; } = Path.Combine(Folder, "photos.npz");

    /// <summary>A baseline of the good pictures against the statistics, for the gate "gate".</summary>
    public static string Baseline { get; } = Path.Combine(Folder, "baseline.json");

    public static MeasurementOptions Pyramid => new() { Protocol = "pyramid" };

    public static FidResult Good { get; private set; } = null!;

    public static FidResult Spoiled { get; private set; } = null!;

    /// <summary>The good pictures against the reference's pictures, so that every metric can be had.</summary>
    public static FidResult WithImages { get; private set; } = null!;

    // Once for the process: a run within this run (see InnerRun) and mutation tests set up again and again.
    [OneTimeSetUp]
    public void Paint()
    {
        if (WithImages is not null) return;

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
        Environment.SetEnvironmentVariable("GANGATE_HOME", Home);

        // Without it a snapshot that is missing would be written, and pass.
        Environment.SetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE", "true");
        Pictures = DemoImages.Write(Folder, CancellationToken.None);
        StatisticsFile.Write(Statistics, Measurement.Statistics(Pictures.Reference, Pyramid));
        Good = Fid.Measure(Pictures.Good, Statistics);
        Spoiled = Fid.Measure(Pictures.Spoiled, Statistics);
        BaselineFile.Empty.With(GateDefinition.DefaultName, Report.Of(Good.Score).ToBaselineEntry()).Write(Baseline);
        WithImages = Fid.Measure(Pictures.Good, Pictures.Reference, Pyramid);
    }
}
