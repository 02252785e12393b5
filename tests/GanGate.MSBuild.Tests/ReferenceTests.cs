using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

public class ReferenceTests
{
    [Test]
    public async Task The_gates_of_a_referenced_project_are_checked_with_it()
    {
        using GatedProject library = new(Gate("faces", "samples", DemoSet.LimitOfFew));
        using GatedProject product = new("", more: $"<ItemGroup><ProjectReference Include=\"{library.ProjectFile}\" /></ItemGroup>");
        DemoSet.CopyFew(DemoSet.Spoiled, library.PathOf("samples"));
        library.Write("Product.csproj", File.ReadAllText(library.ProjectFile).Replace(
            "</PropertyGroup>", "<AssemblyName>Library</AssemblyName></PropertyGroup>", StringComparison.Ordinal));

        CommandResult build = await product.Build();

        Assert.That(build.Errors.Single(), Does.Contain(library.ProjectFile).And.Contain("error GG1001: faces: "));
    }
}
