namespace GanGate.Tool.Help;

/// <summary>What the help of a command says beside its arguments and options.</summary>
/// <param name="Path">The command without the tool's name: stats merge.</param>
/// <param name="Page">The page of the documentation that says more.</param>
/// <param name="Examples">Lines that work where such files are.</param>
internal sealed record CommandHelp(string Path, string Page, params string[] Examples)
{
    /// <summary>The help of each command and of the tool itself, whose path is empty.</summary>
    public static IReadOnlyList<CommandHelp> All { get; } =
    [
        new("", "tutorial.md", "gangate demo", "gangate gate --generated samples --reference photos.npz --max-fid 25"),
        new("demo", "tutorial.md", "gangate demo"),
        new("init", "calibrate.md", "gangate init samples photos"),
        new("fid", "statistics.md", "gangate fid samples photos.npz", "gangate fid model.onnx photos.npz --num 300 --seed 1"),
        new("metrics", "protocols.md#several-metrics-at-once", "gangate metrics samples photos --protocol pyramid --fid --kid --prc"),
        new("compare", "statistics.md#two-sets-of-samples", "gangate compare samples checkpoints/step-1000 photos --protocol pyramid"),
        new("jsd", "text.md", "gangate jsd text.txt text.txt --samples 500"),
        new("stats", "sources.md", "gangate stats photos --protocol pyramid -o photos.npz"),
        new("stats merge", "sources.md", "gangate stats merge part0.npz part1.npz -o photos.npz"),
        new("stats show", "sources.md", "gangate stats show photos.npz"),
        new("gate", "statistics.md#limits",
            "gangate gate --generated samples --reference photos.npz --max-fid 25", "gangate gate --config gangate.json --ci github"),
        new("calibrate", "calibrate.md", "gangate calibrate samples photos --protocol pyramid"),
        new("baseline", "statistics.md#baselines", "gangate baseline accept report.json -o baseline.json"),
        new("baseline accept", "statistics.md#baselines", "gangate baseline accept report.json -o baseline.json"),
        new("model", "protocols.md", "gangate model fetch"),
        new("model fetch", "protocols.md", "gangate model fetch", "gangate model fetch dinov2-vitl14"),
        new("model import", "protocols.md", "gangate model import pt_inception-2015-12-05-6726825d.pth"),
        new("model list", "protocols.md", "gangate model list"),
        new("model verify", "protocols.md", "gangate model verify"),
        new("model export", "protocols.md", "gangate model export -o pyramid.onnx --protocol pyramid"),
        new("model remove", "protocols.md", "gangate model remove"),
        new("model inspect", "protocols.md#an-extractor-of-your-own", "gangate model inspect dino.onnx", "gangate model inspect dino.onnx -o dino.json"),
        new("protocols", "protocols.md", "gangate protocols", "gangate protocols --speed"),
        new("device", "gpu.md", "gangate device list"),
        new("device list", "gpu.md", "gangate device list"),
        new("device install", "gpu.md", "gangate device install cuda"),
        new("curve", "curve.md", "gangate curve checkpoints --reference photos --protocol pyramid"),
        new("study", "study.md", "gangate study photos --sample 200 --protocol pyramid"),
        new("train", "training.md", "gangate train dcgan photos --out run --protocol pyramid"),
        new("train dcgan", "training.md", "gangate train dcgan photos --out run --protocol pyramid"),
        new("train wgan-gp", "training.md", "gangate train wgan-gp photos --out run --protocol pyramid"),
        new("train wgan-gp-text", "training.md", "gangate train wgan-gp-text text.txt --out text-run"),
        new("train compare", "training.md", "gangate train compare photos --out runs --protocol pyramid --runs 2"),
        new("train saddle", "training.md", "gangate train saddle --plot saddle.svg"),
        new("train flow", "training.md", "gangate train flow"),
        new("train adam-ode", "training.md", "gangate train adam-ode"),
        new("train heavy-ball", "training.md", "gangate train heavy-ball"),
    ];

    /// <summary>The commands of the tool by what they are for.</summary>
    public static IReadOnlyList<(string Title, string[] Commands)> Groups { get; } =
    [
        ("Measure", ["fid", "metrics", "compare", "jsd", "stats"]),
        ("Judge", ["demo", "init", "gate", "calibrate"]),
        ("Study", ["curve", "study", "train"]),
        ("Manage", ["baseline", "model", "protocols", "device"]),
    ];
}
