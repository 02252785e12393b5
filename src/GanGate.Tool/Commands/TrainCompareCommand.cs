using System.CommandLine;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Plots;
using GanGate.Training.Runs;
using GanGate.Training.Texts;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train compare</c>: the paper's experiment, two time-scales against one, or Adam against gradient descent.</summary>
internal static class TrainCompareCommand
{
    private const int DefaultRuns = 3;
    private const int DefaultGridSteps = 500;

    public static Command Create(TerminalStreams streams)
    {
        Option<int?> runs = Numbers.Positive("--runs", $"Trainings of each rule, with seeds from --seed on; {DefaultRuns} by default.");
        Option<GanNetwork> network = Words.OneOf(
            "--network", "dcgan (default), wgan-gp or wgan-gp-text.",
            ("dcgan", GanNetwork.Dcgan), ("wgan-gp", GanNetwork.WganGp), ("wgan-gp-text", GanNetwork.WganGpText));
        Option<NamedRule[]?> rules = RuleOption.Create();
        Option<double[]?> rates = Numbers.Several(
            "--rates", "First search each rule's rates among these by short trainings: 1e-4,5e-4.");
        Option<int?> gridSteps = Numbers.Positive("--grid-steps", $"Steps of a short training; {DefaultGridSteps} by default.");
        Option<bool> modes = new("--modes")
        {
            Description = "Also measure what each run's best generator reaches of the images: recall, coverage, near duplicates.",
        };
        Option<string?> plot = Paths.Plot();
        Command command = new("compare", "Train with two time-scales and with one, several times each, and compare.")
        {
            runs, network, rules, rates, gridSteps, modes, plot,
        };
        TrainingImageOptionSet training = new(orText: true);
        TextOptionSet text = new();
        training.AddTo(command);
        text.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string? path = Paths.RequireWritable(parsed.GetValue(plot));
            GanNetwork chosen = parsed.GetValue(network);
            bool lines = chosen == GanNetwork.WganGpText, measured = parsed.GetValue(modes);
            if (lines && measured) throw new GanGateException(ErrorCodes.Usage, "--modes is for images, not for text");
            if (lines) training.RequireText(parsed);
            else text.RequireImages(parsed);

            double[] searched = parsed.GetValue(rates) ?? [];
            GanRunOptions options = training.Options(invocation, chosen);
            ComparisonResult result = GanComparison.Run(
                [.. RuleOption.SettingsOf(parsed.GetValue(rules), chosen, searched.Length > 0)
                    .Select(rule => (rule.Name, text.Settings(parsed, training.Settings(parsed, rule.Settings))))],
                options,
                parsed.GetValue(runs) ?? DefaultRuns,
                lines ? (settings, own, stop) => TextTraining.Run(settings, own, text.Divergence(parsed, settings), stop) : GanTraining.Run,
                searched.Length > 0 ? new RateSearch(searched, parsed.GetValue(gridSteps) ?? DefaultGridSteps) : null,
                invocation.Cancellation);
            if (measured) result = GanComparison.WithModes(result, options, invocation.Cancellation);
            if (path is not null) PlotFile.Write(path, GanComparison.Plots(result));

            return ComparisonOutput.Show(invocation, result);
        });
        return command;
    }
}
