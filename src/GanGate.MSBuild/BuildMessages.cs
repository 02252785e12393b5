using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Logs errors and warnings of a project with their codes and help pages.</summary>
internal sealed class BuildMessages(TaskLoggingHelper log, string project)
{
    /// <summary>Fails the build.</summary>
    public void Error(string code, string message) =>
        log.LogError(subcategory: null, code, helpKeyword: null, HelpLink.For(code), project, 0, 0, 0, 0, "{0}", message);

    /// <summary>Warns.</summary>
    public void Warning(string code, string message) =>
        log.LogWarning(subcategory: null, code, helpKeyword: null, HelpLink.For(code), project, 0, 0, 0, 0, "{0}", message);

    /// <summary>Shows what a command of the tool left.</summary>
    public void Show(ToolOutcome outcome)
    {
        foreach (ToolMessage message in outcome.Messages)
        {
            if (message.IsError) Error(message.Code, message.Message);
            else Warning(message.Code, message.Message);
            foreach (string detail in message.Details) Detail(detail);
        }
    }

    /// <summary>Notes what normal builds show.</summary>
    public void Note(string message) => log.LogMessage(MessageImportance.High, "{0}", "GanGate: " + message);

    /// <summary>Notes what detailed builds show.</summary>
    public void Detail(string message) => log.LogMessage(MessageImportance.Normal, "{0}", message);
}
