using GanGate.Settings;

namespace GanGate.Tool.Wording;

/// <summary>
/// The words of whoever writes a project file: the metadatum MaxFid, and targets, or where there is none for it a command that works
/// without gangate on the path.
/// </summary>
/// <param name="project">The project's file.</param>
internal sealed class BuildWords(string project) : CommandLineWords
{
    /// <summary>The option that names the project of the build that runs the command.</summary>
    public const string Option = "--for-project";

    /// <summary>The words of the project that arguments name; null where they name none.</summary>
    public static BuildWords? NamedIn(string[] args) =>
        args.LastOrDefault(arg => arg.StartsWith(Option + "=", StringComparison.Ordinal)) is string named
            ? new BuildWords(named[(Option.Length + 1)..])
            : null;

    /// <summary>The metadatum of a setting.</summary>
    public override string Spell(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <inheritdoc/>
    public override string Say(SaidSetting said) =>
        said.Value is null ? Name(said.Setting) : $"{Name(said.Setting)}=\"{said.Value}\"";

    /// <inheritdoc/>
    public override string Say(Advice advice) => advice.Kind switch
    {
        AdviceKind.FetchModel => Target("GanGateFetchModel" + (advice.Argument is null ? "" : $" -p:GanGateModel={advice.Argument}")),
        AdviceKind.AcceptBaseline => Target("GanGateAcceptBaseline"),
        _ => $"'dotnet exec \"{typeof(BuildWords).Assembly.Location}\" {CommandOf(advice)}'",
    };

    // The limit of time is one for all gates in most projects; a reason is of one call; an attribute Exclude is MSBuild's own.
    protected override string Name(Setting setting) => setting == Setting.Timeout ? "GanGateTimeout"
        : setting == Setting.Reason ? "GanGateReason"
        : setting == Setting.Exclude ? "<Exclude>"
        : base.Name(setting);

    private string Target(string name) => $"'dotnet build {Path.GetFileName(project)} -t:{name}'";
}
