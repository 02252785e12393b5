using System.CommandLine;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary>The options of every command that trains a generator.</summary>
internal sealed class GanOptionSet
{
    private const int ImageSamples = 2000, TextSamples = 640;

    private readonly Option<string> _folder = new("--out") { Description = "The folder of the run.", HelpName = "folder", Required = true };
    private readonly Option<int?> _steps = Numbers.Positive("--steps", "Steps of the generator; 10,000 by default.");
    private readonly Option<int?> _filters = Numbers.Positive("--filters", "Channels of the widest layers; 64 by default, 512 for text.");
    private readonly Option<int?> _batchSize = Numbers.Positive("--mini-batch", "Images or lines of a mini-batch; 64 by default.");
    private readonly Option<double?> _discriminatorPower = Numbers.NonNegative(
        "--d-power", "The discriminator's rate falls as n to the minus this; 0 by default.");
    private readonly Option<double?> _generatorPower = Numbers.NonNegative(
        "--g-power", "The generator's rate falls as n to the minus this; 0 by default.");
    private readonly Option<double?> _weightDecay = Numbers.NonNegative("--weight-decay", "Weight decay of both players; 0 by default.");
    private readonly Option<int?> _seed = Numbers.Positive("--seed", "Decides every random number; 1 by default.");
    private readonly Option<int?> _evalEvery = Numbers.Positive("--eval-every", "Steps between evaluations; 1,000 by default.");
    private readonly Option<int?> _evalSamples = Numbers.Positive(
        "--eval-samples", FormattableString.Invariant($"Samples of an evaluation; {ImageSamples:N0} images or {TextSamples} lines by default."));
    private readonly Option<int?> _checkpointEvery = Numbers.Positive("--checkpoint-every", "Steps between checkpoints; 500 by default.");
    private readonly Option<int?> _patience = Numbers.Positive("--patience", "Stop after so many evaluations without a better score.");
    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "Measure against this instead of what is learnt: statistics (.npz) or images; for text another file.",
        HelpName = "source",
    };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the folder's checkpoint, with the same options." };

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
            Folder = parsed.GetRequiredValue(_folder),
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
        if (parsed.GetValue(option) == 1) throw new GanGateException(ErrorCodes.Usage, $"{option.Name} must be at least 2: {reason}");
    }
}
