namespace GanGate.Settings;

/// <content>What curves, studies and comparisons of metrics take.</content>
internal sealed partial record Setting
{
#pragma warning disable CS1591 // The help says what each one is.
    public static Setting ContaminateWith { get; } = Of(
        SettingKind.Text, "A second set of images, for contamination; without it contamination is left out.", value: "source");
    public static Setting Contamination { get; } = Of(
        SettingKind.Numbers, "Levels of contamination: the share of images that are replaced.", value: "numbers");
    public static Setting Ngrams { get; } = Of(SettingKind.Text, "The lengths of n-grams, 1 to 6.", value: "lengths", without: "4,6", name: "n");
    public static Setting Speed { get; } = Of(
        SettingKind.Switch, "Measure how many images a second each network takes here, where its weights are.", score: false);
    public static Setting Libraries { get; } = Of(
        SettingKind.Texts, "A folder with libraries of CUDA, or one of Python's packages that has some.", score: false, value: "folder");
    public static Setting As { get; } = Of(
        SettingKind.Text, "Take other weights than the public ones, under this name and a fingerprint of their own.", value: "name");
    public static Setting SwirlRadius { get; } = Of(
        SettingKind.Number,
        "The radius of the swirl in pixels; that of the paper where nothing is said, 70 for images of 64 x 64 and 25 for others.");
    public static Setting Only { get; } = Of(SettingKind.Text, "Only some of the disturbances.", value: "names");
    public static Setting NoKeep { get; } = Of(SettingKind.Switch, "Do not keep what was measured in the folders of the runs.");
    public static Setting Against { get; } = Of(SettingKind.Text, "Runs of another recipe to compare with.", value: "run");
    public static Setting InceptionScore { get; } = Of(
        SettingKind.Switch, "The Inception Score and the Inception distance of the paper.", name: "is");
    public static Setting Fid { get; } = Of(SettingKind.Switch, "The Fréchet distance.");
    public static Setting Kid { get; } = Of(SettingKind.Switch, "The Kernel Inception Distance.");
    public static Setting Prc { get; } = Of(SettingKind.Switch, "Precision, recall, density and coverage.");
    public static Setting Sfid { get; } = Of(SettingKind.Switch, "The Fréchet distance of spatial features (sFID of guided-diffusion).");
    public static Setting FdInfinity { get; } = Of(
        SettingKind.Switch,
        "FD-infinity (Chong and Forsyth 2020), a check of the corrected distance beside it; takes 15 distances.");
    public static Setting Ind { get; } = Of(
        SettingKind.Text, "How the Inception distance is shown: classes, min(m, K) - IS; paper, m - IS.",
        value: "form", without: "classes", values: ["classes", "paper"]);
#pragma warning restore CS1591
}
