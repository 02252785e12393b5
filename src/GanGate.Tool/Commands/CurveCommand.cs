using System.CommandLine;
using System.Text;
using GanGate.Curves;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate curve</c>: the score along trainings; exits 1 when one diverged.</summary>
internal static class CurveCommand
{
    public static Command Create(TerminalStreams streams)
    {
        Argument<string[]> runs = new("run")
        {
            Description = "A run's folder: that of 'gangate train', or one with checkpoints named by step; several are repeated runs.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> against = new("--against")
        {
            Description = "Runs of another recipe to compare with.",
            HelpName = "run",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> reference = new("--reference")
        {
            Description = "Measure checkpoints against this: statistics (.npz) or images.",
            HelpName = "source",
        };
        Option<string?> maxRegression = new("--max-regression")
        {
            Description = "How far above its best a run may rise: 0.5, or 5% (the default).",
            HelpName = "amount",
        };
        Option<double?> alpha = Numbers.NonNegative("--alpha", "The accepted chance of a false alarm; 0.001 by default.");
        Option<bool> noKeep = new("--no-keep") { Description = "Do not keep what was measured in the runs' folders." };
        Option<string?> jsonFile = Paths.JsonFile();
        Option<string?> plot = Paths.Plot();
        Option<string?> page = new("--report")
        {
            Description = "Also write one HTML page with the charts and pictures of samples.",
            HelpName = "file.html",
        };
        Option<string?> grids = new("--grids")
        {
            Description = "Put a picture of the first 64 samples of each checkpoint into this folder.",
            HelpName = "folder",
        };
        NetworkOptionSet network = new();
        SampleOptionSet samples = new("each checkpoint's images");
        Command command = new("curve", "Show the score along trainings, and fail when one diverged.")
        {
            runs, against, reference, maxRegression, alpha, noKeep, grids, jsonFile, plot, page,
        };
        network.AddTo(command);
        samples.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            Paths.RequireDistinct(parsed, jsonFile, plot, page);
            CurveFiles files = new(
                Paths.RequireWritable(parsed.GetValue(jsonFile)),
                Paths.RequireWritable(parsed.GetValue(plot)),
                Paths.RequireWritable(parsed.GetValue(page)));
            CurvePolicy policy = PolicyOf(parsed.GetValue(maxRegression), Numbers.RequireAlpha(parsed.GetValue(alpha)));
            string[] first = parsed.GetRequiredValue(runs), other = parsed.GetValue(against) ?? [];
            HeldWarnings warnings = new();
            IReadOnlyList<EvaluatedRun> evaluated = ProgressDisplay.Run(invocation, progress => CurveMeasurement.Evaluate(
                [.. first, .. other],
                new CurveOptions
                {
                    Reference = parsed.GetValue(reference),
                    Measurement = samples.Complete(network.Read(parsed, progress), parsed) with { Warnings = warnings },
                    Grids = Paths.MadeFolder(parsed.GetValue(grids)),
                    Thumbnails = files.Page is not null,
                    Keep = !parsed.GetValue(noKeep),
                },
                invocation.Cancellation));
            warnings.WriteTo(streams);
            RunCurve[] curves = [.. evaluated.Select(run => RunCurve.Of(run, policy))];
            RecipeCurve[] recipes = [.. ((RunCurve[][])[curves[..first.Length], curves[first.Length..]])
                .Where(recipe => recipe.Length > 0).Select(RecipeCurve.Of)];
            return Show(invocation, files, CurveReport.Of(evaluated[0].Metric, recipes));
        });
        return command;
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
