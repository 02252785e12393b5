using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Runs a command of the tool and shows what it says.</summary>
public sealed class GanGateCommand : GanGateTool
{
    /// <summary>The command, as words: model, fetch.</summary>
    [Required]
    public string[] Command { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute() => Run() is not null && !Log.HasLoggedErrors;

    /// <inheritdoc/>
    protected override void AddCommand(CommandLineBuilder arguments)
    {
        foreach (string word in Command)
        {
            arguments.AppendFileNameIfNotNull(word);
        }
    }

    /// <inheritdoc/>
    protected override void Take(string line) => Messages.Show(line);
}
