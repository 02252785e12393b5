using GanGate.Measuring;

namespace GanGate.Training.Runs;

/// <summary>What a training reads, writes and measures; none of it changes where the parameters go.</summary>
public sealed record GanRunOptions
{
    /// <summary>The images to learn: a folder, a glob or an archive.</summary>
    public required string Source { get; init; }

    /// <summary>The folder of the run.</summary>
    public required string Folder { get; init; }

    /// <summary>Steps of the generator.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps between evaluations.</summary>
    public int EvalEvery { get; init; } = 1000;

    /// <summary>Samples of an evaluation.</summary>
    public int EvalSamples { get; init; } = 2000;

    /// <summary>Steps between checkpoints; there is one after each evaluation too.</summary>
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>Statistics or images to measure against; null for the images of training as the networks see them.</summary>
    public string? Reference { get; init; }

    /// <summary>How to measure; its device is also the one that the steps run on.</summary>
    public MeasurementOptions Measurement { get; init; } = new();

    /// <summary>Evaluations without a better score after which training stops; null for none.</summary>
    public int? Patience { get; init; }

    /// <summary>Whether to go on from the folder's checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>The side of the square that is cut from the middle of each image; null for the image's shorter side.</summary>
    public int? Crop { get; init; }

    /// <summary>Threads of a step; null for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>Threads of a step, one per core unless told otherwise.</summary>
    internal int StepThreads => Threads ?? Environment.ProcessorCount;

    /// <summary>Receives the progress, after each step.</summary>
    public IProgress<GanProgress>? Progress { get; init; }
}
