using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GanGate.MSBuild;

namespace GanGate.Tests;

public class TaskAssemblyTests
{
    // MSBuild 15 to 18 all call themselves so; what is newer in it shows in the package that the task is compiled against.
    private static readonly Version OfMSBuild = new(15, 1, 0, 0);

    [Test]
    public void It_references_MSBuild_and_the_standard_library_and_nothing_newer_than_they()
    {
        using PEReader file = new(File.OpenRead(GatedProject.Output("GanGate.MSBuild", "netstandard2.0", "GanGate.MSBuild.dll")));
        MetadataReader metadata = file.GetMetadataReader();
        (string Name, Version Version)[] references = [.. metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .Select(reference => (metadata.GetString(reference.Name), reference.Version))];

        Assert.That(references, Is.EquivalentTo([
            ("netstandard", new Version(2, 0, 0, 0)), ("Microsoft.Build.Framework", OfMSBuild), ("Microsoft.Build.Utilities.Core", OfMSBuild)]));
    }

    [Test]
    public void It_is_compiled_against_the_MSBuild_of_Visual_Studio_2022() =>
        Assert.That(
            File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props")),
            Does.Contain("<PackageVersion Include=\"Microsoft.Build.Utilities.Core\" Version=\"17.4.0\" />"));

    [Test]
    public void Its_codes_are_codes_of_GanGate()
    {
        IEnumerable<object?> codes = typeof(Codes).GetFields().Select(field => field.GetRawConstantValue());

        Assert.That(codes, Is.SubsetOf(ErrorCode.All.Select(code => code.Id)));
    }
}
