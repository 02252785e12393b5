using ArchUnitNET.Loader;
using GanGate.Curves;
using GanGate.Measuring;
using GanGate.NUnit;
using GanGate.Reporting;
using Assembly = System.Reflection.Assembly;
using Structure = ArchUnitNET.Domain.Architecture;

namespace GanGate.Tests.Architecture;

/// <summary>The projects of the product, as the rules see them.</summary>
internal static class House
{
    public static readonly Assembly Core = typeof(Score).Assembly;

    public static readonly Assembly Reports = typeof(Report).Assembly;

    public static readonly Assembly Experiments = typeof(CurveReport).Assembly;

    public static readonly Assembly Constraints = typeof(FidIs).Assembly;

    public static readonly Assembly Tool = Assembly.Load("gangate");

    public static readonly Assembly Task = Assembly.Load("GanGate.MSBuild");

    /// <summary>In their order, with their folders in theirs.</summary>
    public static readonly Project[] Projects =
    [
        new(Core, Below(
            "GanGate", "Settings", "", "Numerics", "Archives", "Images", "Models", "Features", "Generators", "Statistics", "Texts", "Metrics", "Measuring",
            "Gating"), []),
        new(Reports, Below("GanGate.Reporting", "", "Charts", "Html", "Markdown"), [Core]),
        new(
            Experiments,
            [
                .. Below("GanGate", "Disturbances", "Studies", "Calibration", "Curves"),
                .. Below(
                    "GanGate.Training", "Graphs", "Randomness", "Plots", "Toys", "Optimisation", "Steps", "Networks", "Runs", "Texts"),
            ],
            [Core, Reports]),
        new(Constraints, Below("GanGate.NUnit", ""), [Core, Reports]),
        new(Tool, Below("GanGate.Tool", "Demo", "Wording", "Ci", "Hosting", "Feeds", "Terminal", "Commands", "Help", ""), [Core, Reports, Experiments]),

        // With a few files of the core, compiled once more for .NET Framework.
        new(Task, ["GanGate.Settings", "GanGate", "GanGate.Archives", "GanGate.Images", "GanGate.MSBuild"], []),
    ];

    /// <summary>What a person or a program sees of the product.</summary>
    public static readonly Project[] Faces =
        [.. Projects.Where(project => project.Assembly == Constraints || project.Assembly == Tool || project.Assembly == Task)];

    private static readonly Structure All = new ArchLoader().LoadAssemblies(Core, Reports, Experiments, Constraints, Tool).Build();

    // By itself: it holds types of the core's names.
    private static readonly Structure OfTask = new ArchLoader().LoadAssemblies(Task).Build();

    /// <summary>What is known of a project, and of those that it knows.</summary>
    public static Structure Of(Assembly assembly) => assembly == Task ? OfTask : All;

    private static string[] Below(string root, params string[] folders) =>
        [.. folders.Select(folder => folder.Length == 0 ? root : $"{root}.{folder}")];
}
