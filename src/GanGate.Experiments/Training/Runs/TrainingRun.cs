using GanGate.Training.Networks;

namespace GanGate.Training.Runs;

/// <summary>One training, of images or of text.</summary>
/// <param name="settings">Networks, rates and seed.</param>
/// <param name="options">What to read, write and measure.</param>
/// <param name="cancellation">Stops the training; a checkpoint is left.</param>
public delegate GanResult TrainingRun(GanSettings settings, GanRunOptions options, CancellationToken cancellation);
