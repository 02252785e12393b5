namespace GanGate.Models;

/// <summary>Where a restore has left public files: what the packages of a project say to builds and to tests.</summary>
internal static class RestoredModels
{
    /// <summary>The environment variable in which a build names the folders, separated as paths are.</summary>
    public const string Variable = "GANGATE_MODELS";

    /// <summary>The entry of a program's runtimeconfig.json in which its build named them.</summary>
    public const string RuntimeOption = "GanGate.ModelFolders";

    /// <summary>The folders, of the environment first.</summary>
    public static IReadOnlyList<string> Folders() =>
        [.. Split(Environment.GetEnvironmentVariable(Variable), Path.PathSeparator), .. Split(AppContext.GetData(RuntimeOption) as string, ';')];

    private static string[] Split(string? folders, char separator) =>
        folders?.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
