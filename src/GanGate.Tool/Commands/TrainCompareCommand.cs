using System.CommandLine;
using GanGate.Settings;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Plots;
using GanGate.Training.Runs;
using GanGate.Training.Texts;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train compare</c>: the paper's experiment, two time-scales against one, or Adam against gradient descent.</summary>
internal sealed class TrainCompareCommand
{
    private const int DefaultRuns = 3;
    private const int DefaultGridSteps = 500;

    private readonly Option<int?> _runs = Setting.Runs.ToCount();
    private readonly Option<GanNetwork> _network =
        Setting.Network.ToChoice(GanNetwork.Dcgan, GanNetwork.WganGp, GanNetwork.WganGpText);

    private readonly Option<NamedRule[]?> _rules = RuleOption.Create();
    private readonly Option<double[]?> _rates = Setting.Rates.ToRates();
    private readonly Option<int?> _gridSteps = Setting.GridSteps.ToCount();
    private readonly Option<bool> _modes = Setting.Modes.ToSwitch();
    private readonly Option<string?> _plot = Paths.Plot();
    private readonly TrainingImageOptionSet _training = new(orText: true);
    private readonly TextOptionSet _text = new();

    private TrainCompareCommand()
    {
    }

    public static Command Create(TerminalStreams streams)
    {
        TrainCompareCommand compare = new();
        Command command = new("compare", "Train with two time-scales and with one, several times each, and compare.")
        {
            compare._runs, compare._network, compare._rules, compare._rates, compare._gridSteps, compare._modes, compare._plot,
        };
        compare._training.AddTo(command);
        compare._text.AddTo(command);
        new OutputOptions(streams).Complete(command, compare.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        ParseResult parsed = invocation.Parsed;
        string? path = Paths.RequireWritable(parsed.GetValue(_plot));
        GanNetwork network = parsed.GetValue(_network);
        bool lines = network == GanNetwork.WganGpText, modes = parsed.GetValue(_modes);
        if (lines) parsed.Refuse("it is for images, not for text", _modes);
        if (lines) _training.RequireText(parsed);
        else _text.RequireImages(parsed);

        double[] searched = parsed.GetValue(_rates) ?? [];
        if (searched.Length == 0) parsed.Refuse($"there is no search without {Setting.Rates}", _gridSteps);
        GanRunOptions options = _training.Options(invocation, network);
        ComparisonResult result = GanComparison.Run(
            [.. RuleOption.SettingsOf(parsed.GetValue(_rules), network, searched.Length > 0)
                .Select(rule => (rule.Name, _text.Settings(parsed, _training.Settings(parsed, rule.Settings))))],
            options,
            parsed.GetValue(_runs) ?? DefaultRuns,
            lines ? (settings, own, stop) => TextTraining.Run(settings, own, _text.Divergence(parsed, settings), stop) : GanTraining.Run,
            searched.Length > 0 ? new RateSearch(searched, parsed.GetValue(_gridSteps) ?? DefaultGridSteps) : null,
            invocation.Cancellation);
        if (modes) result = GanComparison.WithModes(result, options, invocation.Cancellation);
        if (path is not null) PlotFile.Write(path, GanComparison.Plots(result));

        return ComparisonOutput.Show(invocation, result);
    }
}
