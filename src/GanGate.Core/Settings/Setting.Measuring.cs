namespace GanGate.Settings;

/// <content>How images are taken and measured.</content>
internal sealed partial record Setting
{
    private const SettingPlaces Generating = SettingPlaces.Metadata | SettingPlaces.Action;
    private const SettingPlaces Running = Generating | SettingPlaces.Property;
    private const SettingPlaces Taking = Generating | SettingPlaces.Configuration;
    private const SettingPlaces Everywhere = SettingPlaces.Everywhere;

    private const SettingMetrics Images = SettingMetrics.Images, Texts = SettingMetrics.Texts;

#pragma warning disable CS1591 // The help says what each one is.
    public static Setting Num { get; } = Of(SettingKind.Count, "How many samples an ONNX generator makes.", Taking, Images);
    public static Setting Limit { get; } = Of(
        SettingKind.Count, "Take only the first so many images; of a comparison, of the generated ones.", Taking, Images);
    public static Setting Sample { get; } = Of(
        SettingKind.Count, "Take so many images at random, without repeats; of a comparison, of the generated ones.", Taking, Images);
    public static Setting Class { get; } = Of(
        SettingKind.Text, "Take only one class of the images: the first folder of a name, or a label.", Taking, Images, value: "name");
    public static Setting Seed { get; } = Of(
        SettingKind.Whole, "What all that is random follows from.", Taking, Images, value: "number", without: "0");
    public static Setting Protocol { get; } = Of(
        SettingKind.Text,
        "How to measure: pyramid, ttur, pytorch-fid, clean, torchmetrics, resnet18, dinov2, clip-fid, cmmd and others, "
        + "or an ONNX file; not needed where statistics name it.",
        Everywhere, Images, value: "protocol");
    public static Setting Feature { get; } = Of(
        SettingKind.Text, "Which Inception features: 64, 192, 768 or 2048.", Everywhere, Images, value: "depth");
    public static Setting Weights { get; } = Of(
        SettingKind.Text, "Other weights of the same network: a name from the model store, or a .pth file.",
        Everywhere, Images, value: "name");
    public static Setting Device { get; } = Of(
        SettingKind.Text, "What the network runs on: auto, cpu, cuda[:N] or webgpu[:N].", Running, Images, value: "device", without: "auto");
    public static Setting EpLibrary { get; } = Of(
        SettingKind.Text, "A provider library of ONNX Runtime, CUDA's or WebGPU's, for the devices cuda, webgpu and auto; GANGATE_EP_LIBRARY names one, too.",
        Running, Images, value: "file");
    public static Setting BatchSize { get; } = Of(SettingKind.Count, "Images per pass of the network.", Running, Images);
    public static Setting Threads { get; } = Of(
        SettingKind.Count, "Threads for decoding and the network; one per core where nothing is said.", Running, Images);
    public static Setting CacheFeatures { get; } = Of(
        SettingKind.Switch, "Keep the features of single images in the folder of the model store, and take those that are there.",
        SettingPlaces.Metadata | SettingPlaces.Property, Images, score: false);
    public static Setting NoRecurse { get; } = Of(
        SettingKind.Switch, "Take only the images of the first level of a folder.", Generating, Images);
    public static Setting Exclude { get; } = Of(
        SettingKind.Texts, "Leave out files that match a pattern, written as in .gitignore: grid-*, thumbs/.", Taking, Images, value: "pattern");

    public static Setting EveryPicture { get; } = Of(
        SettingKind.Switch, "Refuse sources with pictures of kinds that cannot be read (.avif, .heic and others) instead of a warning.",
        Taking, Images);

    public static Setting SampleBits { get; } = Of(
        SettingKind.Count, "How many bits of samples of 16 bits hold a value, 12 of many scanners; the upper 8 of them are kept.",
        Taking, Images, without: "16");

    public static Setting Grid { get; } = Of(
        SettingKind.Output, "Write the first 64 of the images side by side to this PNG file.",
        SettingPlaces.Metadata, Images, value: "file");
    public static Setting ReferenceCache { get; } = Of(
        SettingKind.Text, "Keep the statistics of reference images in this folder, and measure them once only.",
        SettingPlaces.Metadata, Images, score: false, value: "folder");
    public static Setting ZSize { get; } = Of(
        SettingKind.Count, "Latent numbers of a sample, where the generator does not say.", Generating, Images);
    public static Setting Latent { get; } = Of(
        SettingKind.Text, "What latent numbers are; by default what the generator says, normal where it does not.",
        Generating, Images, values: ["normal", "uniform"]);
    public static Setting Truncation { get; } = Of(
        SettingKind.Number, "The largest magnitude of a normal latent number.", Generating, Images);
    public static Setting Labels { get; } = Of(
        SettingKind.Text, "Class labels to draw from, each as often: uniform for all of them, or a list such as 3,5.",
        Generating, Images, value: "labels", without: "uniform");
    public static Setting LabelCount { get; } = Of(
        SettingKind.Count, "How many classes there are, where the generator does not say.", Generating, Images);

    public static Setting Inputs { get; } = Of(
        SettingKind.Text,
        "What the inputs of the generator are given, where that is not clear: NAME=normal, uniform, labels or one-hot; several with commas.",
        Taking, Images, value: "name=kind");

    public static Setting ImageOutput { get; } = Of(
        SettingKind.Text, "The output of the generator that holds the images, where several may.", Taking, Images, value: "name");

    public static Setting Range { get; } = Of(
        SettingKind.Text, "What the values of the generator from black to white are; found from the first samples where nothing is said.",
        Taking, Images, values: ["-1..1", "0..1", "0..255"]);

    public static Setting Layout { get; } = Of(
        SettingKind.Text, "The order of the dimensions of the generator; found from their lengths where nothing is said.",
        Generating, Images, values: ["nchw", "nhwc"]);
    public static Setting Quantize { get; } = Of(
        SettingKind.Text, "How values become pixels: rounded as images are saved, truncated, or not at all.",
        Generating, Images, without: "round", values: ["round", "truncate", "none"]);
    public static Setting Shard { get; } = Of(
        SettingKind.Text, "Measure one part of the source, i/n with i from 0; merging all n gives the same statistics as one run.",
        metrics: Images, value: "i/n");
    public static Setting WithFeatures { get; } = Of(
        SettingKind.Switch, "Keep the features of single images too, so that errors, KID, precision and recall can be computed from the file.",
        metrics: Images);
#pragma warning restore CS1591
}
