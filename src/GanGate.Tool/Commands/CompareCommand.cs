using System.CommandLine;
using System.Text;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate compare</c>: which of two sets of samples is better, by more than chance.</summary>
internal sealed class CompareCommand
{
    private const string Source = "(a folder, a glob, a file of images, an .onnx generator), or statistics with their features (.npz).";

    private readonly Argument<string> _a = new("a") { Description = $"One set of samples {Source}" };
    private readonly Argument<string> _b = new("b") { Description = $"The other one {Source}" };
    private readonly Argument<string> _reference = new("reference")
    {
        Description = "What both are held against: images or statistics (.npz); a mean and a covariance are enough for the distance.",
    };

    private readonly Option<Metric[]?> _metrics = MetricOption.Create("The metrics beside the distance; all that can be had when none is named");

    private readonly Option<double?> _alpha = Setting.Alpha.ToNumber("The accepted chance that a metric calls one better although none is.");
    private readonly Option<string?> _jsonFile = Setting.JsonFile.ToText();
    private readonly NetworkOptionSet _network = new();
    private readonly SampleOptionSet _samples = new();

    private CompareCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        CompareCommand compare = new();
        Command command = new("compare", "Tell which of two sets of samples is nearer to a reference, by more than chance.")
        {
            compare._a, compare._b, compare._reference, compare._metrics, compare._alpha, compare._jsonFile,
        };
        compare._network.AddTo(command);
        compare._samples.AddTo(command);
        new OutputOptions(streams).Complete(command, compare.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        ParseResult parsed = invocation.Parsed;
        _samples.RequireDraw(parsed);
        string? path = Paths.RequireWritable(parsed.GetValue(_jsonFile));
        double alpha = StudyOptionSet.RequireAlpha(parsed.GetValue(_alpha)) ?? GatePolicy.DefaultAlpha;
        HeldWarnings warnings = new();
        ComparedSamples result = ProgressDisplay.Run(invocation, progress => SampleComparison.Measure(
            parsed.GetRequiredValue(_a),
            parsed.GetRequiredValue(_b),
            parsed.GetRequiredValue(_reference),
            parsed.Has(_metrics) ? parsed.GetValue(_metrics) : null,
            alpha,
            _samples.Complete(_network.Read(parsed, progress), parsed) with { Warnings = warnings },
            invocation.Cancellation));
        string json = ComparisonReport.RenderJson(result);
        if (path is not null) AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));

        invocation.Streams.Out.WriteLine(invocation.Json ? json : ComparisonReport.RenderText(result, invocation.Streams.Words));
        warnings.WriteTo(invocation.Streams);
        return 0;
    }
}
