using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GanGate.Tests.Architecture;

/// <summary>
/// Random numbers are those of Philox, which are the same on every machine and in every version of .NET; System.Random promises neither.
/// Only the pictures of the demo are painted with it.
/// </summary>
public class RandomnessTests
{
    private static Assembly[] Libraries => [House.Core, House.Reports, House.Experiments];

    [TestCaseSource(nameof(Libraries))]
    public void No_library_knows_the_random_numbers_of_the_system(Assembly assembly) => Assert.That(KnowsRandom(assembly), Is.False);

    [Test]
    public void In_the_command_only_the_pictures_of_the_demo_do()
    {
        string[] knowing = [.. House.Projects.Single(project => project.Assembly == House.Tool).Types
            .Where(type => type.Dependencies.Any(dependency => dependency.Target.FullName == typeof(Random).FullName))
            .Select(type => type.FullName.Split('+')[0]).Distinct()];

        Assert.That(KnowsRandom(House.Tool), Is.True, "or this test looks in vain");
        Assert.That(knowing, Is.EqualTo(["GanGate.Tool.Demo.Landscape"]));
    }

    private static bool KnowsRandom(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.TypeReferences.Select(metadata.GetTypeReference).Any(type =>
            metadata.StringComparer.Equals(type.Namespace, nameof(System)) && metadata.StringComparer.Equals(type.Name, nameof(Random)));
    }
}
