using System.CommandLine;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train dcgan</c> and <c>wgan-gp</c>: trains a generator of images and watches its score.</summary>
internal sealed class TrainGanCommand
{
    private static readonly int[] Sizes = [32, 64];

    private readonly Argument<string> _source = new("images") { Description = "The images to learn: a folder, a glob or an archive." };
    private readonly Option<string> _folder = new("--out") { Description = "The folder of the run.", HelpName = "folder", Required = true };
    private readonly Option<int?> _steps = Numbers.Positive("--steps", "Steps of the generator; 10,000 by default.");
    private readonly Option<int?> _size = Numbers.Positive("--size", "Width and height of the images, 32 (default) or 64.");
    private readonly Option<int?> _crop = Numbers.Positive("--crop", "Cut a square of this side from the middle of each image; by default of its shorter side.");
    private readonly Option<int?> _filters = Numbers.Positive("--filters", "Channels of the widest layers; 64 by default.");
    private readonly Option<int?> _batchSize = Numbers.Positive("--mini-batch", "Images of a mini-batch; 64 by default.");
    private readonly Option<bool> _original = new("--original") { Description = "A single time-scale instead of two: the paper's 'orig'." };
    private readonly Option<double?> _discriminatorRate = Numbers.NonNegative("--d-rate", "b(0), the discriminator's rate.");
    private readonly Option<double?> _generatorRate = Numbers.NonNegative("--g-rate", "a(0), the generator's rate.");
    private readonly Option<double?> _discriminatorPower = Numbers.NonNegative("--d-power", "The discriminator's rate falls as n to the minus this; 0 by default.");
    private readonly Option<double?> _generatorPower = Numbers.NonNegative("--g-power", "The generator's rate falls as n to the minus this; 0 by default.");
    private readonly Option<int?> _criticSteps = Numbers.Positive("--critic-steps", "Steps of the critic before each of the generator.");
    private readonly Option<double?> _weightDecay = Numbers.NonNegative("--weight-decay", "Weight decay of both players; 0 by default.");
    private readonly Option<int?> _seed = Numbers.Positive("--seed", "Decides every random number; 1 by default.");
    private readonly Option<int?> _evalEvery = Numbers.Positive("--eval-every", "Steps between evaluations; 1,000 by default.");
    private readonly Option<int?> _evalSamples = Numbers.Positive("--eval-samples", "Samples of an evaluation; 2,000 by default.");
    private readonly Option<int?> _checkpointEvery = Numbers.Positive("--checkpoint-every", "Steps between checkpoints; 500 by default.");
    private readonly Option<int?> _patience = Numbers.Positive("--patience", "Stop after so many evaluations without a better score.");
    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "Measure against this instead of the images of training: statistics (.npz) or images.",
        HelpName = "source",
    };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the folder's checkpoint, with the same options." };
    private readonly MeasurementOptionSet _measurement = new();
    private readonly GanNetwork _network;

    private TrainGanCommand(GanNetwork network) => _network = network;

    /// <summary>Creates the command of one kind of networks.</summary>
    public static Command Create(TerminalStreams streams, GanNetwork network, string name, string description)
    {
        TrainGanCommand options = new(network);
        Command command = new(name, description) { options._source };
        foreach (Option option in options.All) command.Options.Add(option);
        options._measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, options.Run);
        return command;
    }

    private IEnumerable<Option> All =>
    [
        _folder, _steps, _size, _crop, _filters, _batchSize, _original, _discriminatorRate, _generatorRate, _discriminatorPower, _generatorPower,
        _criticSteps, _weightDecay, _seed, _evalEvery, _evalSamples, _checkpointEvery, _patience, _reference, _resume,
    ];

    private int Run(Invocation invocation)
    {
        GanSettings settings = Settings(invocation.Parsed);
        IProgress<GanProgress>? progress = invocation.Progress ? new TrainingLines(invocation.Streams.Error, TimeProvider.System) : null;
        GanResult result = GanTraining.Run(settings, Options(invocation.Parsed, progress), invocation.Cancellation);
        return TrainingOutput.Show(invocation, result);
    }

    private GanSettings Settings(ParseResult parsed)
    {
        GanSettings paper = parsed.GetValue(_original) ? GanSettings.Original(_network) : GanSettings.Paper(_network);
        int size = parsed.GetValue(_size) ?? paper.Size;
        if (!Sizes.Contains(size)) throw new GanGateException(ErrorCodes.Usage, $"--size is {string.Join(" or ", Sizes)}, not {size}");
        if (parsed.GetValue(_batchSize) == 1) throw new GanGateException(ErrorCodes.Usage, "--mini-batch must be at least 2: a batch of one has no variance");
        return paper with
        {
            Size = size,
            Filters = parsed.GetValue(_filters) ?? paper.Filters,
            BatchSize = parsed.GetValue(_batchSize) ?? paper.BatchSize,
            DiscriminatorRate = new Schedule(
                parsed.GetValue(_discriminatorRate) ?? paper.DiscriminatorRate.Rate, parsed.GetValue(_discriminatorPower) ?? 0),
            GeneratorRate = new Schedule(parsed.GetValue(_generatorRate) ?? paper.GeneratorRate.Rate, parsed.GetValue(_generatorPower) ?? 0),
            CriticSteps = parsed.GetValue(_criticSteps) ?? paper.CriticSteps,
            WeightDecay = parsed.GetValue(_weightDecay) ?? paper.WeightDecay,
            Seed = parsed.GetValue(_seed) ?? paper.Seed,
        };
    }

    private GanRunOptions Options(ParseResult parsed, IProgress<GanProgress>? progress)
    {
        GanRunOptions options = new()
        {
            Source = parsed.GetRequiredValue(_source),
            Folder = parsed.GetRequiredValue(_folder),
            Steps = parsed.GetValue(_steps) ?? 10_000,
            Reference = parsed.GetValue(_reference),
            Measurement = _measurement.Read(parsed, progress: null),
            Patience = parsed.GetValue(_patience),
            Resume = parsed.GetValue(_resume),
            Crop = parsed.GetValue(_crop),
            Progress = progress,
        };
        return options with
        {
            EvalEvery = parsed.GetValue(_evalEvery) ?? options.EvalEvery,
            EvalSamples = parsed.GetValue(_evalSamples) ?? options.EvalSamples,
            CheckpointEvery = parsed.GetValue(_checkpointEvery) ?? options.CheckpointEvery,
            Threads = options.Measurement.Threads,
        };
    }
}
