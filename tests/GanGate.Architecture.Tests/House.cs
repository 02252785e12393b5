using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using GanGate.Measuring;
using GanGate.NUnit;

namespace GanGate.Tests.Architecture;

/// <summary>The assemblies of the product, as the rules see them.</summary>
internal static class House
{
    public static readonly System.Reflection.Assembly Core = typeof(Score).Assembly;

    public static readonly System.Reflection.Assembly Constraints = typeof(FidIs).Assembly;

    public static readonly System.Reflection.Assembly Tool = System.Reflection.Assembly.Load("gangate");

    /// <summary>The core's folders: each knows only those before it.</summary>
    public static readonly string[] Folders =
    [
        "Settings", "Numerics", "Archives", "Images", "Disturbances", "Models", "Features", "Generators", "Statistics", "Texts", "Metrics", "Measuring",
        "Gating", "Curves", "Studies", "Reporting",
    ];

    public static readonly ArchUnitNET.Domain.Architecture All = new ArchLoader().LoadAssemblies(Core, Constraints, Tool).Build();

    /// <summary>The types of an assembly that people wrote, by their full names.</summary>
    public static IEnumerable<IType> TypesOf(System.Reflection.Assembly assembly) =>
        All.Types.Where(type => type.Assembly.Name == assembly.GetName().FullName || type.Assembly.Name == assembly.GetName().Name);
}
