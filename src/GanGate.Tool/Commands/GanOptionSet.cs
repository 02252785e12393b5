using System.CommandLine;
using GanGate.Settings;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary>The options of every command that trains a generator.</summary>
internal sealed class GanOptionSet
{
    private const int ImageSamples = 2000, TextSamples = 640;

    private readonly Option<string?> _folder = Setting.Out.ToText();
    private readonly Option<int?> _steps = Setting.Steps.ToCount("Steps of the generator; 10,000 by default.");
    private readonly Option<int?> _filters = Setting.Filters.ToCount();
    private readonly Option<int?> _batchSize = Setting.MiniBatch.ToCount();
    private readonly Option<double?> _discriminatorPower = Setting.DPower.ToNumber();
    private readonly Option<double?> _generatorPower = Setting.GPower.ToNumber();
    private readonly Option<double?> _weightDecay = Setting.WeightDecay.ToNumber();
    private readonly Option<int?> _seed = Setting.TrainingSeed.ToCount();
    private readonly Option<int?> _evalEvery = Setting.EvalEvery.ToCount();
    private readonly Option<int?> _evalSamples = Setting.EvalSamples.ToCount();
    private readonly Option<int?> _checkpointEvery = Setting.CheckpointEvery.ToCount();
    private readonly Option<int?> _patience = Setting.Patience.ToCount();
    private readonly Option<string?> _reference = Setting.Reference.ToText(
        "Measure against this instead of what is learnt: statistics (.npz) or images; for text another file.");

    private readonly Option<bool> _resume = Setting.Resume.ToSwitch();

    public GanOptionSet() => _folder.Required = true;

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [_folder, _steps, _filters, _batchSize, _discriminatorPower, _generatorPower, _weightDecay, _seed, _evalEvery, _evalSamples,
            _checkpointEvery, _patience, _reference, _resume])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Settings as given, on top of a rule's.</summary>
    public GanSettings Settings(ParseResult parsed, GanSettings rule)
    {
        RequireTwo(parsed, _batchSize, "a batch of one has no variance");
        RequireTwo(parsed, _evalSamples, "a score of one sample says nothing");

        return rule with
        {
            Filters = parsed.GetValue(_filters) ?? rule.Filters,
            BatchSize = parsed.GetValue(_batchSize) ?? rule.BatchSize,
            DiscriminatorRate = new Schedule(rule.DiscriminatorRate.Rate, parsed.GetValue(_discriminatorPower) ?? 0),
            GeneratorRate = new Schedule(rule.GeneratorRate.Rate, parsed.GetValue(_generatorPower) ?? 0),
            WeightDecay = parsed.GetValue(_weightDecay) ?? rule.WeightDecay,
            Seed = parsed.GetValue(_seed) ?? rule.Seed,
        };
    }

    /// <summary>What is to be read, written and measured.</summary>
    public GanRunOptions Options(ParseResult parsed, GanNetwork network, string source, IProgress<GanProgress>? progress)
    {
        GanRunOptions options = new()
        {
            Source = source,
            Folder = parsed.GetRequiredValue(_folder)!,
            Steps = parsed.GetValue(_steps) ?? 10_000,
            Reference = parsed.GetValue(_reference),
            Patience = parsed.GetValue(_patience),
            Resume = parsed.GetValue(_resume),
            Progress = progress,
        };
        return options with
        {
            EvalEvery = parsed.GetValue(_evalEvery) ?? options.EvalEvery,
            EvalSamples = parsed.GetValue(_evalSamples) ?? (network == GanNetwork.WganGpText ? TextSamples : ImageSamples),
            CheckpointEvery = parsed.GetValue(_checkpointEvery) ?? options.CheckpointEvery,
        };
    }

    private static void RequireTwo(ParseResult parsed, Option<int?> option, string reason)
    {
        if (parsed.GetValue(option) == 1) throw new GanGateException(ErrorCodes.Usage, $"{option.SettingOf()} must be at least 2: {reason}");
    }
}
