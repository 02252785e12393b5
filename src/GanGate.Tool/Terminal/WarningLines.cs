using GanGate.Measuring;

namespace GanGate.Tool.Terminal;

/// <summary>Warnings of work that prints lines anyway, each written once, when it comes.</summary>
internal sealed class WarningLines(TerminalStreams streams) : IProgress<Warning>
{
    private readonly HashSet<(ErrorCode, string)> _written = [];

    /// <inheritdoc/>
    public void Report(Warning value)
    {
        if (_written.Add((value.Error, value.Message))) ErrorLine.WriteWarning(streams, value.Error.Id, value.Message);
    }
}
