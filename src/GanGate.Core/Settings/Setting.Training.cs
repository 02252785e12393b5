namespace GanGate.Settings;

/// <content>What trainings take.</content>
internal sealed partial record Setting
{
#pragma warning disable CS1591 // The help says what each one is.
    public static Setting Out { get; } = Of(SettingKind.Output, "The folder that results are put into.", score: false, value: "folder");
    public static Setting Steps { get; } = Of(SettingKind.Count, "How many steps.");
    public static Setting Filters { get; } = Of(
        SettingKind.Count,
        "Channels of the widest layers; 64, or 512 for text, where nothing is said.");
    public static Setting MiniBatch { get; } = Of(SettingKind.Count, "Images or lines of a mini-batch.", without: "64");
    public static Setting DPower { get; } = Of(
        SettingKind.Number, "The rate of the discriminator falls as n to the minus this.", without: "0");
    public static Setting GPower { get; } = Of(
        SettingKind.Number, "The rate of the generator falls as n to the minus this.", without: "0");
    public static Setting WeightDecay { get; } = Of(SettingKind.Number, "Weight decay of both players.", without: "0");
    public static Setting TrainingSeed { get; } = Of(SettingKind.Count, "Decides every random number.", without: "1", name: "seed");
    public static Setting EvalEvery { get; } = Of(SettingKind.Count, "Steps between evaluations.", without: "1000");
    public static Setting EvalSamples { get; } = Of(
        SettingKind.Count,
        "Samples of an evaluation; 2000 images or 640 lines where nothing is said.");
    public static Setting CheckpointEvery { get; } = Of(SettingKind.Count, "Steps between checkpoints.", without: "500");
    public static Setting Patience { get; } = Of(SettingKind.Count, "Stop after so many evaluations without a better score.");
    public static Setting Resume { get; } = Of(SettingKind.Switch, "Go on from the checkpoint in the folder, with the same settings.");
    public static Setting Size { get; } = Of(
        SettingKind.Count, "Width and height of the images, 32 or 64.", metrics: Images, without: "32", values: ["32", "64"]);
    public static Setting Crop { get; } = Of(
        SettingKind.Count, "Cut a square of this side from the middle of each image; of its shorter side where nothing is said.",
        metrics: Images);
    public static Setting Original { get; } = Of(SettingKind.Switch, "A single time-scale instead of two: orig of the paper.");
    public static Setting DRate { get; } = Of(SettingKind.Number, "b(0), the rate of the discriminator.");
    public static Setting GRate { get; } = Of(SettingKind.Number, "a(0), the rate of the generator.");
    public static Setting CriticSteps { get; } = Of(SettingKind.Count, "Steps of the critic before each of the generator.");
    public static Setting Optimiser { get; } = Of(
        SettingKind.Text, "Adam as the paper sets it, gradient descent, or descent with momentum; the latter two need rates of their own.",
        without: "adam", values: ["adam", "sgd", "momentum"]);
    public static Setting Runs { get; } = Of(SettingKind.Count, "Trainings of each rule, with one seed after the other.", without: "3");
    public static Setting Network { get; } = Of(
        SettingKind.Text, "Which networks are trained.", without: "dcgan", values: ["dcgan", "wgan-gp", "wgan-gp-text"]);
    public static Setting Rules { get; } = Of(
        SettingKind.Text, "What to compare: ttur and orig where nothing is said, sgd, momentum; each with :b:a if it shall have rates of its own.",
        value: "rules");
    public static Setting Rates { get; } = Of(
        SettingKind.Numbers, "First search the rates of each rule among these by short trainings: 1e-4,5e-4.", value: "numbers");
    public static Setting GridSteps { get; } = Of(SettingKind.Count, "Steps of a short training.", without: "500");
    public static Setting Modes { get; } = Of(
        SettingKind.Switch, "Also measure what the best generator of each run reaches of the images: recall, coverage, near duplicates.",
        metrics: Images);
#pragma warning restore CS1591
}
