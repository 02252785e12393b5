using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Logs errors and warnings of a project with their codes and help pages, in the words of project files.</summary>
internal sealed class BuildMessages(TaskLoggingHelper log, string project, string tool)
{
    private readonly BuildWords _words = new(project, tool);

    /// <summary>Fails the build.</summary>
    public void Error(string code, string message) =>
        log.LogError(subcategory: null, code, helpKeyword: null, HelpLink.For(code), project, 0, 0, 0, 0, "{0}", _words.Of(message));

    /// <summary>Warns.</summary>
    public void Warning(string code, string message) =>
        log.LogWarning(subcategory: null, code, helpKeyword: null, HelpLink.For(code), project, 0, 0, 0, 0, "{0}", _words.Of(message));

    /// <summary>Shows a line of the tool.</summary>
    public void Show(string line)
    {
        if (!CanonicalLine.TryParse(line, out CanonicalLine canonical))
        {
            if (CanonicalLine.IsNote(line, out string note)) Note(note);
            else Detail(line);
        }
        else if (canonical.IsWarning)
        {
            Warning(canonical.Code, canonical.Message);
        }
        else
        {
            Error(canonical.Code, canonical.Message);
        }
    }

    /// <summary>Notes what normal builds show.</summary>
    public void Note(string message) => log.LogMessage(MessageImportance.High, "{0}", "GanGate: " + _words.Of(message));

    /// <summary>Notes what detailed builds show.</summary>
    public void Detail(string message) => log.LogMessage(MessageImportance.Normal, "{0}", _words.Of(message));
}
