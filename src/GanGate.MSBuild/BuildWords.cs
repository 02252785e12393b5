using System.Globalization;
using System.Text.RegularExpressions;

namespace GanGate.MSBuild;

/// <summary>
/// Says what the tool says in the words of a project file: <c>--max-fid</c> is the metadatum <c>MaxFid</c>, and a command is a target
/// or, where there is none for it, a command that works without gangate on the path.
/// </summary>
internal sealed class BuildWords
{
    // Not part of a file's name: after a letter or a sign, -- is no option.
    private static readonly Regex Words = new(
        @"'gangate (?<command>[^']*)'|(?<![\w./\\-])(?<option>--[a-z]+(?:-[a-z]+)*)", RegexOptions.CultureInvariant);

    private readonly string _project;
    private readonly string _tool;

    /// <summary>The words of one project.</summary>
    /// <param name="project">The project's file.</param>
    /// <param name="tool">The gangate.dll.</param>
    public BuildWords(string project, string tool) => (_project, _tool) = (Path.GetFileName(project), tool);

    /// <summary>A message of the tool.</summary>
    public string Of(string message) => message.Contains("--") || message.Contains("'gangate ")
        ? Words.Replace(
            message.Replace(", or --config", ""),
            match => match.Groups["option"].Success ? Setting(match.Value) : $"'{Command(match.Groups["command"].Value)}'")
        : message;

    /// <summary>The option that a metadatum stands for: MaxFid is --max-fid.</summary>
    public static string OptionOf(string metadatum) =>
        "-" + string.Concat(metadatum.Select(c => char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : c.ToString(CultureInfo.InvariantCulture)));

    private string Command(string command)
    {
        if (command == "model fetch") return $"dotnet build {_project} -t:GanGateFetchModel";
        if (command.StartsWith("baseline accept", StringComparison.Ordinal)) return $"dotnet build {_project} -t:GanGateAcceptBaseline";
        return $"dotnet exec \"{_tool}\" {command}";
    }

    private static string Setting(string option) => option == "--timeout"
        ? "GanGateTimeout"
        : string.Concat(option.Substring(2).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
