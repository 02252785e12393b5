using System.Xml;
using System.Xml.Linq;

namespace GanGate.MSBuild;

/// <summary>What is written in a project's own file, where MSBuild does not tell a task of it.</summary>
internal static class ProjectFile
{
    private static readonly char[] Computed = ['$', '@', '%', '*', '?', ';'];

    /// <summary>The names of the properties.</summary>
    public static IEnumerable<string> Properties(string project) =>
        ElementsIn(project, "PropertyGroup").Select(element => element.Name.LocalName);

    /// <summary>
    /// The gates with an attribute Exclude, which to MSBuild names items to leave out, and has no use beside a single name. Where either
    /// is computed, nobody can tell.
    /// </summary>
    public static IEnumerable<string> GatesThatExclude(string project) => ElementsIn(project, "ItemGroup")
        .Where(element => element.Name.LocalName == "GanGate"
            && element.Attribute("Exclude")?.Value is string excluded && excluded.IndexOfAny(['$', '@', '%']) < 0
            && element.Attribute("Include")?.Value is string name && name.IndexOfAny(Computed) < 0)
        .Select(element => element.Attribute("Include")!.Value);

    private static IEnumerable<XElement> ElementsIn(string project, string group)
    {
        try
        {
            return [.. XDocument.Load(project).Descendants().Where(element => element.Parent?.Name.LocalName == group)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or XmlException)
        {
            // MSBuild has read it: what keeps this task from it is no fault of the project.
            return [];
        }
    }
}
