using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Fluent;
using ArchUnitNET.NUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace GanGate.Tests.Architecture;

/// <summary>Data flows one way through the house: no project and no folder knows a later one, so that there are no circles.</summary>
public class LayerTests
{
    private static IEnumerable<TestCaseData> Projects => House.Projects.Select(Named);

    private static IEnumerable<TestCaseData> Faces => House.Faces.Select(Named);

    private static IEnumerable<TestCaseData> FoldersAndLaterOnes() => House.Projects.SelectMany(project => project.Folders.SkipLast(1).Select(
        (folder, i) => new TestCaseData(project, folder, project.Folders[(i + 1)..]).SetArgDisplayNames(project.Name, folder)));

    [TestCaseSource(nameof(FoldersAndLaterOnes))]
    public void A_folder_sees_only_those_before_it(object project, string folder, string[] later)
    {
        System.Reflection.Assembly assembly = ((Project)project).Assembly;
        IObjectProvider<IType> seen = Types().That().ResideInAssembly(assembly).And().ResideInNamespaceMatching(Any(later));
        IArchRule rule = Types().That().ResideInAssembly(assembly).And().ResideInNamespaceMatching(Any([folder])).Should().NotDependOnAny(seen);

        rule.Check(House.Of(assembly));
    }

    [TestCaseSource(nameof(Projects))]
    public void Every_folder_has_its_place_in_the_order(object project)
    {
        Project one = (Project)project;

        Assert.That(one.Types.Select(type => type.Namespace.FullName).Distinct(), Is.EquivalentTo(one.Folders));
    }

    [TestCaseSource(nameof(Projects))]
    public void A_project_knows_only_those_below_it(object project)
    {
        Project one = (Project)project;
        string[] known = [.. one.Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("gangate", StringComparison.OrdinalIgnoreCase))];

        Assert.That(known, Is.SubsetOf(one.Known.Select(assembly => assembly.GetName().Name)));
    }

    [Test]
    public void The_libraries_know_nothing_that_only_a_face_needs()
    {
        foreach (System.Reflection.Assembly library in (System.Reflection.Assembly[])[House.Core, House.Reports, House.Experiments])
        {
            string[] names = [.. library.GetReferencedAssemblies().Select(assembly => assembly.Name!)];

            Assert.That(names, Has.None.StartsWith("nunit.").And.None.StartsWith("Microsoft.Build").And.None.StartsWith("System.CommandLine"));
            Assert.That(names, Has.None.StartsWith("Spectre."));
        }
    }

    /// <summary>Numbers are made in the libraries; the demo paints its pictures with a few of its own.</summary>
    [TestCaseSource(nameof(Faces))]
    public void The_faces_hold_no_formula(object face)
    {
        IType[] types = [.. ((Project)face).Types.Where(type => type.Namespace.FullName != "GanGate.Tool.Demo")];
        ITypeDependency[] dependencies = [.. types.SelectMany(type => type.Dependencies)];

        Assert.That(dependencies, Is.Not.Empty);
        Assert.That(dependencies.Select(one => one.Target.Namespace?.FullName), Has.None.EqualTo("GanGate.Numerics"));
        IEnumerable<string> calls = dependencies.OfType<MethodCallDependency>()
            .Where(call => call.Target.FullName is "System.Math" or "System.MathF").Select(call => call.TargetMember.Name.Split('(')[0]);
        Assert.That(calls.Distinct(), Is.SubsetOf(["Abs", "Clamp", "Max", "Min"]));
    }

    private static TestCaseData Named(Project project) => new TestCaseData(project).SetArgDisplayNames(project.Name);

    private static string Any(string[] namespaces) => $"^({string.Join('|', namespaces.Select(System.Text.RegularExpressions.Regex.Escape))})$";
}
