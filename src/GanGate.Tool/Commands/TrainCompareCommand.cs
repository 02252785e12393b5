using System.CommandLine;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Plots;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train compare</c>: the paper's experiment, two time-scales against one.</summary>
internal static class TrainCompareCommand
{
    private const int DefaultRuns = 3;
    private const int DefaultGridSteps = 500;

    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        Option<int?> runs = Numbers.Positive("--runs", $"Trainings of each rule, with seeds from --seed on; {DefaultRuns} by default.");
        Option<GanNetwork> network = Words.OneOf(
            "--network", "dcgan (default) or wgan-gp.", ("dcgan", GanNetwork.Dcgan), ("wgan-gp", GanNetwork.WganGp));
        Option<double[]?> rates = Numbers.Several(
            "--rates", "First search each rule's rates among these by short trainings: 1e-4,5e-4.");
        Option<int?> gridSteps = Numbers.Positive("--grid-steps", $"Steps of a short training; {DefaultGridSteps} by default.");
        Option<string?> plot = Paths.Plot();
        Command command = new(
            "compare", "Train with two time-scales and with one, several times each, and compare.") { runs, network, rates, gridSteps, plot };
        TrainingImageOptionSet options = new();
        options.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string? path = Paths.RequireWritable(parsed.GetValue(plot));
            GanNetwork chosen = parsed.GetValue(network);
            (string, GanSettings)[] rules =
            [
                ("ttur", options.Settings(parsed, GanSettings.Paper(chosen))),
                ("orig", options.Settings(parsed, GanSettings.Original(chosen))),
            ];
            ComparisonResult result = GanComparison.Run(
                rules,
                options.Options(parsed, TrainingLines.For(invocation)),
                parsed.GetValue(runs) ?? DefaultRuns,
                parsed.GetValue(rates) is { Length: > 0 } searched ? new RateSearch(searched, parsed.GetValue(gridSteps) ?? DefaultGridSteps) : null,
                invocation.Cancellation);
            if (path is not null) PlotFile.Write(path, GanComparison.Plots(result));

            return ComparisonOutput.Show(invocation, result);
        });
        return command;
    }
}
