namespace GanGate.Settings;

/// <content>What a calibration takes, and what it leaves in a configuration.</content>
internal sealed partial record Setting
{
#pragma warning disable CS1591 // The help says what each one is.
    public static Setting Allowance { get; } = Of(
        SettingKind.Amount, "How much worse than the good samples passes beyond chance: 0.5, or 5%.", value: "amount", without: "0");
    public static Setting Detect { get; } = Of(
        SettingKind.Amount, "A rise that shall be found: how many samples that takes is told.", value: "amount", without: "5%");
    public static Setting FaultSamples { get; } = Of(
        SettingKind.Count, "The most good samples to which faults are applied.", value: "count", without: "2000");
    public static Setting MetricNames { get; } = Of(
        SettingKind.Text,
        "The metrics of which the gate has limits, the distance in any case: kid, inceptionScore, precision, recall, density, coverage.",
        value: "names", name: "metrics");
    public static Setting Calibration { get; } = Of(
        SettingKind.Texts, "How the limits of the gate came about, for whoever reads the file; it changes nothing.",
        SettingPlaces.Configuration, score: false, value: "lines");
#pragma warning restore CS1591
}
