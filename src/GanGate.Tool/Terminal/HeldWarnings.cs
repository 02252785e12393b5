using GanGate.Measuring;

namespace GanGate.Tool.Terminal;

/// <summary>Warnings of a measurement, kept until its result is shown: while it runs the screen belongs to the progress.</summary>
internal sealed class HeldWarnings : IProgress<Warning>
{
    private readonly List<Warning> _warnings = [];

    /// <summary>What there was to warn of.</summary>
    public IReadOnlyList<Warning> All => _warnings;

    /// <inheritdoc/>
    public void Report(Warning value) => _warnings.Add(value);

    /// <summary>Writes a line for each.</summary>
    public void WriteTo(TerminalStreams streams) => _warnings.ForEach(warning => ErrorLine.WriteWarning(streams, warning.Error.Id, warning.Sentence.In(streams.Words)));
}
