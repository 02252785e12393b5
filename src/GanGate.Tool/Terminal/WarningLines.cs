using GanGate.Measuring;

namespace GanGate.Tool.Terminal;

/// <summary>Warnings of work that prints lines anyway, each written when it comes.</summary>
internal sealed class WarningLines(TerminalStreams streams) : IProgress<Warning>
{
    /// <inheritdoc/>
    public void Report(Warning value) => ErrorLine.WriteWarning(streams, value.Error.Id, value.Message);
}
