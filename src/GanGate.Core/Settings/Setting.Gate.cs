namespace GanGate.Settings;

/// <content>What defines a gate.</content>
internal sealed partial record Setting
{
#pragma warning disable CS1591 // The help says what each one is.
    public static Setting Gate { get; } = Of(
        SettingKind.Text, "The name of the gate in reports and baselines.",
        SettingPlaces.Configuration | SettingPlaces.Action, score: false, value: "name", without: "gate", name: "name");
    public static Setting Generated { get; } = Of(
        SettingKind.Text, "The generated images: a folder, a glob, a file of images, or an .onnx generator; or their statistics; or a text.",
        Everywhere, value: "source");
    public static Setting Reference { get; } = Of(
        SettingKind.Text, "The statistics of the reference (.npz), or its images; or a text.", Everywhere, value: "source");
    public static Setting MoreReferences { get; } = Of(
        SettingKind.Texts, "Further references, each judged by itself in the same pass.",
        SettingPlaces.Configuration, Images, value: "sources");
    public static Setting MaxFid { get; } = Of(SettingKind.Number, "The largest distance that passes.", Everywhere, Images);
    public static Setting WarnFid { get; } = Of(
        SettingKind.Number, "The largest distance that passes without a warning.", Everywhere, Images);
    public static Setting MaxKid { get; } = Of(
        SettingKind.Number, "The largest Kernel Inception Distance that passes; needs the images of the reference.", Everywhere, Images);
    public static Setting WarnKid { get; } = Of(
        SettingKind.Number, "The largest Kernel Inception Distance that passes without a warning; needs the images of the reference.", Everywhere, Images);
    public static Setting MaxCmmd { get; } = Of(
        SettingKind.Number, "The largest CMMD that passes, under its protocol; needs the images of the reference.",
        Everywhere, Images);
    public static Setting WarnCmmd { get; } = Of(
        SettingKind.Number, "The largest CMMD that passes without a warning, under its protocol; needs the images of the reference.",
        Everywhere, Images);
    public static Setting MinInceptionScore { get; } = Of(
        SettingKind.Number, "The smallest Inception Score that passes, under the Inception protocols.", Everywhere, Images);
    public static Setting WarnInceptionScore { get; } = Of(
        SettingKind.Number, "The smallest Inception Score that passes without a warning, under the Inception protocols.", Everywhere, Images);
    public static Setting MinPrecision { get; } = Of(
        SettingKind.Number, "The smallest part of the generated images that must be like the reference; needs its images.", Everywhere, Images);
    public static Setting WarnPrecision { get; } = Of(
        SettingKind.Number, "The smallest precision that passes without a warning; needs the images of the reference.", Everywhere, Images);
    public static Setting MinRecall { get; } = Of(
        SettingKind.Number, "The smallest part of the reference that the generated images must reach; needs its images.", Everywhere, Images);
    public static Setting WarnRecall { get; } = Of(
        SettingKind.Number, "The smallest recall that passes without a warning; needs the images of the reference.", Everywhere, Images);
    public static Setting MinDensity { get; } = Of(
        SettingKind.Number, "The smallest density of the reference around the generated images that passes; needs its images.",
        Everywhere, Images);
    public static Setting WarnDensity { get; } = Of(
        SettingKind.Number, "The smallest density that passes without a warning; needs the images of the reference.", Everywhere, Images);
    public static Setting MinCoverage { get; } = Of(
        SettingKind.Number, "The smallest part of the reference that must have a generated image near; needs its images.", Everywhere, Images);
    public static Setting WarnCoverage { get; } = Of(
        SettingKind.Number, "The smallest coverage that passes without a warning; needs the images of the reference.", Everywhere, Images);
    public static Setting Baseline { get; } = Of(SettingKind.Text, "A file with accepted scores.", Everywhere, value: "file");
    public static Setting MaxRegression { get; } = Of(
        SettingKind.Amount, "How far above the baseline passes: 0.5, or 5%.", Everywhere, value: "amount", without: "5%");
    public static Setting Alpha { get; } = Of(SettingKind.Number, "The accepted chance of a false alarm.", Everywhere, without: "0.001");
    public static Setting Confident { get; } = Of(
        SettingKind.Switch, "Pass only when the upper end of the confidence interval of the score is within the limit.",
        Everywhere, Images);
    public static Setting ExpectCount { get; } = Of(SettingKind.Count, "Warn when there is another number of samples.", Everywhere);
    public static Setting MaxCopies { get; } = Of(
        SettingKind.Amount, "How many generated images may be copies of reference images: 10, or 1%; needs the images of the reference.",
        Everywhere, Images, value: "amount");
    public static Setting Early { get; } = Of(
        SettingKind.Switch, "Answer before all images are measured, once another verdict has a chance of alpha at most.",
        Everywhere, Images);
    public static Setting PerClass { get; } = Of(
        SettingKind.Switch, "Judge each class by itself: folders of images, or as the reference a folder of CLASS.npz files.",
        Everywhere, Images);
    public static Setting MaxJsd { get; } = Of(
        SettingKind.Number, "Of texts: the largest n-gram divergence that passes.", Everywhere, Texts);
    public static Setting WarnJsd { get; } = Of(
        SettingKind.Number, "Of texts: the largest n-gram divergence that passes without a warning.", Everywhere, Texts);
    public static Setting N { get; } = Of(
        SettingKind.Count, "Of texts: the length of the n-grams, 1 to 6.", Taking, Texts, value: "length", without: "4");
    public static Setting Samples { get; } = Of(
        SettingKind.Text, "Of texts: how many generated lines are taken, from the first; or all.",
        Taking, Texts, value: "count", without: "640");
    public static Setting Length { get; } = Of(
        SettingKind.Count, "Of texts: the characters of a line; longer ones are cut and shorter ones padded.",
        Taking, Texts, value: "count", without: "32");
    public static Setting Quarantine { get; } = Of(
        SettingKind.Text, "A day such as 2027-03-01: until then, in UTC, a gate that fails only warns, and after it it fails again.",
        Everywhere, value: "date");
    public static Setting Severity { get; } = Of(
        SettingKind.Text, "warning: a gate that fails only warns; what could not be measured stays an error.",
        SettingPlaces.Metadata | SettingPlaces.Property, score: false, without: "error", values: ["error", "warning"]);
#pragma warning restore CS1591
}
