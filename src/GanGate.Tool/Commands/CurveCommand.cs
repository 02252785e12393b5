using System.CommandLine;
using System.Text;
using GanGate.Curves;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate curve</c>: the score along trainings; exits 1 when one diverged.</summary>
internal sealed class CurveCommand
{
    private readonly Argument<string[]> _runs = new("run")
    {
        Description = "A run's folder: that of 'gangate train', or one with checkpoints named by step; several are repeated runs.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _against = Setting.Against.ToTexts();
    private readonly Option<string?> _reference = Setting.Reference.ToText("Measure checkpoints against this: statistics (.npz) or images.");
    private readonly Option<string?> _maxRegression = Setting.MaxRegression.ToText("How far above its best a run may rise: 0.5, or 5%.");
    private readonly Option<double?> _alpha = Setting.Alpha.ToNumber();
    private readonly Option<bool> _noKeep = Setting.NoKeep.ToSwitch();
    private readonly Option<string?> _jsonFile = Setting.JsonFile.ToText();
    private readonly Option<string?> _plot = Paths.Plot();
    private readonly Option<string?> _page = Setting.Report.ToText();
    private readonly Option<string?> _grids = Setting.Grids.ToText();
    private readonly NetworkOptionSet _network = new();
    private readonly SampleOptionSet _samples = new();

    private CurveCommand()
    {
    }

    public static Command Create(TerminalStreams streams)
    {
        CurveCommand curve = new();
        Command command = new("curve", "Show the score along trainings, and fail when one diverged.")
        {
            curve._runs, curve._against, curve._reference, curve._maxRegression, curve._alpha, curve._noKeep, curve._grids, curve._jsonFile,
            curve._plot, curve._page,
        };
        curve._against.AllowMultipleArgumentsPerToken = true;
        curve._network.AddTo(command);
        curve._samples.AddTo(command);
        new OutputOptions(streams).Complete(command, curve.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        ParseResult parsed = invocation.Parsed;
        Paths.RequireDistinct(parsed, _jsonFile, _plot, _page);
        CurveFiles files = new(
            Paths.RequireWritable(parsed.GetValue(_jsonFile)),
            Paths.RequireWritable(parsed.GetValue(_plot)),
            Paths.RequireWritable(parsed.GetValue(_page)));
        CurvePolicy policy = PolicyOf(parsed.GetValue(_maxRegression), StudyOptionSet.RequireAlpha(parsed.GetValue(_alpha)));
        string[] first = parsed.GetRequiredValue(_runs), other = parsed.GetValue(_against) ?? [];
        IReadOnlyList<EvaluatedRun> evaluated = Evaluate(invocation, [.. first, .. other], thumbnails: files.Page is not null);
        RunCurve[] curves = [.. evaluated.Select(run => RunCurve.Of(run, policy))];
        RecipeCurve[] recipes = [.. ((RunCurve[][])[curves[..first.Length], curves[first.Length..]])
            .Where(recipe => recipe.Length > 0).Select(RecipeCurve.Of)];
        return Show(invocation, files, CurveReport.Of(evaluated[0].Metric, recipes));
    }

    private IReadOnlyList<EvaluatedRun> Evaluate(Invocation invocation, string[] runs, bool thumbnails)
    {
        ParseResult parsed = invocation.Parsed;
        if (!parsed.Has(_reference))
        {
            parsed.Refuse(
                $"the runs measured themselves, and {Setting.Reference} says what to measure them against",
                [.. _network.All, .. _samples.All, _grids, _noKeep]);
        }

        _samples.RequireDraw(parsed);
        HeldWarnings warnings = new();
        IReadOnlyList<EvaluatedRun> evaluated = ProgressDisplay.Run(invocation, progress => CurveMeasurement.Evaluate(
            runs,
            new CurveOptions
            {
                Reference = parsed.GetValue(_reference),
                Measurement = _samples.Complete(_network.Read(parsed, progress), parsed) with { Warnings = warnings },
                Grids = Paths.MadeFolder(parsed.GetValue(_grids)),
                Thumbnails = thumbnails,
                Keep = !parsed.GetValue(_noKeep),
            },
            invocation.Cancellation));
        warnings.WriteTo(invocation.Streams);
        return evaluated;
    }

    private static CurvePolicy PolicyOf(string? maxRegression, double? alpha)
    {
        CurvePolicy policy = new();
        return policy with
        {
            MaxRegression = maxRegression is null ? policy.MaxRegression : Allowance.Parse(maxRegression),
            Alpha = alpha ?? policy.Alpha,
        };
    }

    private static int Show(Invocation invocation, CurveFiles files, CurveReport report)
    {
        if (files.Json is not null) AtomicFile.Write(files.Json, stream => stream.Write(Encoding.UTF8.GetBytes(report.ToJson() + "\n")));
        if (files.Plot is not null) CurvePlot.Write(files.Plot, report);
        if (files.Page is not null) CurvePage.Write(files.Page, report);

        invocation.Streams.Out.WriteLine(invocation.Json ? report.ToJson() : CurveText.Render(report));
        IEnumerable<ReportCheck> unsaid = invocation.Streams.OneScreen && !invocation.Json ? [] : report.Checks;
        foreach (ReportCheck check in unsaid) ErrorLine.Write(invocation.Streams, ErrorCodes.Regressed, check.Message);
        return report.Checks.Count == 0 ? 0 : ErrorCodes.Regressed.ExitCode;
    }

    private sealed record CurveFiles(string? Json, string? Plot, string? Page);
}
