using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Fluent;
using ArchUnitNET.NUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace GanGate.Tests.Architecture;

/// <summary>Data flows one way through the house, and the core knows no face.</summary>
public class LayerTests
{
    private static IEnumerable<TestCaseData> FoldersAndLaterOnes() =>
        House.Folders.SkipLast(1).Select((folder, i) => new TestCaseData(folder, House.Folders[(i + 1)..]).SetArgDisplayNames(folder));

    [TestCaseSource(nameof(FoldersAndLaterOnes))]
    public void A_folder_sees_only_those_before_it(string folder, string[] later)
    {
        IArchRule rule = Types().That().ResideInNamespaceMatching(Inside([folder]))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Inside(later)));

        rule.Check(House.All);
    }

    [Test]
    public void Every_folder_of_the_core_has_its_place_in_the_order()
    {
        IEnumerable<string> folders = House.Core.GetTypes().Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith("GanGate.", StringComparison.Ordinal)).Select(name => name.Split('.')[1]).Distinct();

        Assert.That(folders, Is.EquivalentTo(House.Folders));
    }

    [Test]
    public void What_all_folders_share_knows_none_of_them_but_the_words_of_messages()
    {
        IArchRule rule = Types().That().ResideInNamespace("GanGate").And().ResideInAssembly(House.Core)
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Inside(House.Folders[1..])));

        rule.Check(House.All);
    }

    [Test]
    public void The_core_knows_no_face()
    {
        string[] names = [.. House.Core.GetReferencedAssemblies().Select(assembly => assembly.Name!)];

        Assert.That(names, Has.None.StartsWith("GanGate").And.None.EqualTo("gangate"));
        Assert.That(names, Has.None.StartsWith("nunit.").And.None.StartsWith("Microsoft.Build").And.None.StartsWith("System.CommandLine"));
        Assert.That(names, Has.None.StartsWith("Spectre."));
    }

    [Test]
    public void The_faces_know_nothing_of_each_other()
    {
        Assert.That(House.Constraints.GetReferencedAssemblies().Select(assembly => assembly.Name), Has.None.EqualTo("gangate"));
        Assert.That(House.Tool.GetReferencedAssemblies().Select(assembly => assembly.Name), Has.None.EqualTo("GanGate.NUnit"));
    }

    /// <summary>Numbers are made in the core; the demo paints its pictures with a few of its own.</summary>
    [Test]
    public void The_faces_hold_no_formula()
    {
        IObjectProvider<IType> faces = Types().That().ResideInAssembly(House.Tool, House.Constraints)
            .And().DoNotResideInNamespace("GanGate.Tool.Demo").As("the faces");
        IArchRule kernels = Types().That().Are(faces).Should().NotDependOnAny(Types().That().ResideInNamespace("GanGate.Numerics"));

        kernels.Check(House.All);
        IEnumerable<string> calls = faces.GetObjects(House.All).SelectMany(type => type.Dependencies.OfType<MethodCallDependency>())
            .Where(call => call.Target.FullName is "System.Math" or "System.MathF").Select(call => call.TargetMember.Name);
        Assert.That(calls.Select(name => name.Split('(')[0]).Distinct(), Is.SubsetOf(["Abs", "Clamp", "Max", "Min"]));
    }

    private static string Inside(string[] folders) => $@"^GanGate\.({string.Join('|', folders)})(\..*)?$";
}
