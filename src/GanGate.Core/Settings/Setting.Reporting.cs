namespace GanGate.Settings;

/// <content>What is told of a result, and to whom.</content>
internal sealed partial record Setting
{
#pragma warning disable CS1591 // The help says what each one is.
    public static Setting JsonFile { get; } = Of(
        SettingKind.Output, "Also write the report as JSON to this file.", score: false, value: "file");
    public static Setting Report { get; } = Of(
        SettingKind.Output, "Also write the report as one HTML page with charts and pictures to this file.",
        SettingPlaces.Metadata, score: false, value: "file.html");
    public static Setting MarkdownFile { get; } = Of(
        SettingKind.Output, "Also write the report as Markdown to this file, for the summary of a job or a comment.",
        SettingPlaces.Metadata, score: false, value: "file");
    public static Setting Junit { get; } = Of(
        SettingKind.Output, "Also write the rules as JUnit XML to this file, which most CI systems show among the tests.",
        SettingPlaces.Metadata, score: false, value: "file.xml");
    public static Setting History { get; } = Of(
        SettingKind.Output, "Add the result to this file, a line of JSON each, and show the earlier ones in the page.",
        Generating, score: false, value: "file");
    public static Setting Plot { get; } = Of(
        SettingKind.Output, "Draw the charts into this file: SVG, or PNG where its name ends so.", score: false, value: "file");
    public static Setting Grids { get; } = Of(
        SettingKind.Output, "Put a picture of the first images of each measurement into this folder.", score: false, value: "folder");
    public static Setting Output { get; } = Of(SettingKind.Output, "The file to write.", score: false, value: "file");
    public static Setting Config { get; } = Of(
        SettingKind.Text, "A JSON file with several named gates, in place of what defines one.",
        SettingPlaces.Action, score: false, value: "file");
    public static Setting Accept { get; } = Of(
        SettingKind.Switch, "Apply no rule: make the result the new baseline of the gate.", score: false);
    public static Setting Add { get; } = Of(
        SettingKind.Switch, "Keep the runs that are there and add these: one for each training of a recipe.", score: false);
    public static Setting Ratchet { get; } = Of(SettingKind.Switch, "Accept only what is better by more than chance.", score: false);
    public static Setting Reason { get; } = Of(
        SettingKind.Text, "Why the result is accepted, kept with it; needed where it is worse than the present baseline by more than chance.",
        score: false, value: "text");
    public static Setting Ci { get; } = Of(
        SettingKind.Text, "Tell a CI system of errors and results in its own way: annotations, outputs, the summary of the job.",
        score: false, values: ["github", "azure"]);
    public static Setting Comment { get; } = Of(
        SettingKind.Switch, "For GitHub: keep one comment on the pull request up to date; needs GITHUB_TOKEN.", score: false);
    public static Setting CiPrepare { get; } = Of(
        SettingKind.Switch, "For a CI system: measure nothing, and name what a job should restore and keep.", score: false);
    public static Setting Json { get; } = Of(
        SettingKind.Switch, "Write one JSON object to standard output and nothing else.", score: false);
    public static Setting NoProgress { get; } = Of(SettingKind.Switch, "Show no progress.", SettingPlaces.Metadata, score: false);
    public static Setting Verbose { get; } = Of(
        SettingKind.Switch, "Show where an unexpected error came from.", SettingPlaces.Metadata, score: false);
    public static Setting Timeout { get; } = Of(
        SettingKind.Text, "Stop after this time: 90 (seconds), 15m, 2h.", Running, score: false, value: "time");
#pragma warning restore CS1591
}
