using System.Xml;
using System.Xml.Linq;
using GanGate.Settings;
using Microsoft.Build.Framework;

namespace GanGate.MSBuild;

/// <summary>The properties of a build that are ours by their name.</summary>
internal static class BuildProperties
{
    private const string Prefix = "GanGate";

    private static readonly string[] Names =
    [
        .. Setting.In(SettingPlaces.Property).Select(setting => Prefix + GateOptions.NameOf(setting.Name)),
        "GanGateEnabled", "GanGateReportPath", "GanGateMaxParallel", "GanGateTool", "GanGateTaskAssembly", "GanGateKeepUnreadNatives",
        "GanGateGpu",
    ];

    /// <summary>Those that can be seen: of the command line, and of the project's own file.</summary>
    public static IEnumerable<string> NamedIn(string project, IBuildEngine engine)
    {
        IEnumerable<string> given = (engine as IBuildEngine6)?.GetGlobalProperties().Keys ?? [];
        return given.Concat(WrittenIn(project)).Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The property that was meant by a name; null where it is one of ours, or nobody's that we know.</summary>
    public static string? MeantBy(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : Nearest.To(name, Names);

    private static IEnumerable<string> WrittenIn(string project)
    {
        try
        {
            return [.. XDocument.Load(project).Descendants()
                .Where(element => element.Parent?.Name.LocalName == "PropertyGroup").Select(element => element.Name.LocalName)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or XmlException)
        {
            // MSBuild has read it: what keeps this task from it is no fault of the project.
            return [];
        }
    }
}
