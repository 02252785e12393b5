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
        "GanGateEnabled", "GanGateShowPassed", "GanGateReason", "GanGateReportPath", "GanGateMaxParallel", "GanGateTool", "GanGateTaskAssembly", "GanGateKeepUnreadNatives", "GanGateModel", "GanGateModelFolders",
        "GanGateGpu",
    ];

    /// <summary>Those that can be seen: of the command line, and of the project's own file.</summary>
    public static IEnumerable<string> NamedIn(string project, IBuildEngine engine)
    {
        IEnumerable<string> given = (engine as IBuildEngine6)?.GetGlobalProperties().Keys ?? [];
        return given.Concat(ProjectFile.Properties(project)).Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The property that was meant by a name; null where it is one of ours, or nobody's that we know.</summary>
    public static string? MeantBy(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : Nearest.To(name, Names);
}
