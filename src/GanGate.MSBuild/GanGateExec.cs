using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Runs a command of the tool and shows what it says.</summary>
public sealed class GanGateExec : GanGateTool
{
    /// <summary>The command, as words: model, fetch.</summary>
    [Required]
    public string[] Command { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (Run() is { } run) Messages.Show(run.Outcome);
        return !Log.HasLoggedErrors && !IsCancelled;
    }

    /// <inheritdoc/>
    protected override void AddCommand(CommandLineBuilder arguments)
    {
        foreach (string word in Command)
        {
            arguments.AppendFileNameIfNotNull(word);
        }
    }
}
