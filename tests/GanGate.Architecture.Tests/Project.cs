using ArchUnitNET.Domain;
using Assembly = System.Reflection.Assembly;

namespace GanGate.Tests.Architecture;

/// <summary>A project of the product.</summary>
/// <param name="Assembly">As it was built.</param>
/// <param name="Folders">Its folders by their namespaces: each knows only those before it.</param>
/// <param name="Known">The other projects that it may know.</param>
internal sealed record Project(Assembly Assembly, string[] Folders, Assembly[] Known)
{
    public string Name => Assembly.GetName().Name!;

    /// <summary>The types that people wrote.</summary>
    public IEnumerable<IType> Types => House.Of(Assembly).Types
        .Where(type => type.Assembly.Name == Assembly.GetName().FullName || type.Assembly.Name == Name)
        .Where(type => type.Namespace.FullName == "GanGate" || type.Namespace.FullName.StartsWith("GanGate.", StringComparison.Ordinal));

    public override string ToString() => Name;
}
