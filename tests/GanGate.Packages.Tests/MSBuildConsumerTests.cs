namespace GanGate.Tests.Packages;

public class MSBuildConsumerTests
{
    private const string Gate = """<GanGate Include="faces" Generated="samples" Reference="photos.npz" MaxFid="1" />""";

    private const string CentrallyVersioned = """<PackageReference Include="GanGate.MSBuild" PrivateAssets="all" />""";

    [Test]
    public async Task A_build_passes_with_good_samples_and_fails_with_spoiled_ones()
    {
        using UserFolder user = new(Feed.Folder);
        user.Write("Product.csproj", Project(PackagesPage.Reference("GanGate.MSBuild")));
        user.Write("Product.cs", "internal static class Product;");

        user.Sample("good");
        CommandResult good = await user.DotNet("build");
        user.Sample("spoiled");
        CommandResult spoiled = await user.DotNet("build", "--no-restore");

        Assert.That(good.ExitCode, Is.Zero, good.Output);
        Assert.That(good.Output, Does.Contain("PASSED  faces"));
        Assert.That(spoiled.ExitCode, Is.Not.Zero);
        Assert.That(spoiled.Output, Does.Contain("error GG1001: faces: "));
    }

    [Test]
    public async Task It_works_with_central_versions_artifacts_output_and_a_path_of_many_letters()
    {
        using UserFolder user = new(Feed.Folder, "käufer 雁 čeština");
        user.Write(
            "Directory.Build.props",
            "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        user.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="GanGate.MSBuild" Version="{Feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        user.Write("Größe 大/Product.csproj", Project(CentrallyVersioned));
        user.Write("Größe 大/Product.cs", "internal static class Product;");

        user.Sample("good", "Größe 大");
        CommandResult good = await user.DotNet("build", "Größe 大");
        user.Sample("spoiled", "Größe 大");
        CommandResult spoiled = await user.DotNet("build", "Größe 大", "--no-restore");

        Assert.That(good.ExitCode, Is.Zero, good.Output);
        Assert.That(good.Output, Does.Contain("PASSED  faces"));
        Assert.That(Directory.GetFiles(user.In("artifacts"), "faces.json", SearchOption.AllDirectories), Has.Length.EqualTo(1));
        Assert.That(spoiled.ExitCode, Is.Not.Zero);
        Assert.That(spoiled.Output, Does.Contain("error GG1001: faces: "));
    }

    [Test]
    public async Task A_project_of_several_frameworks_is_built_and_gated_as_the_readme_shows()
    {
        using UserFolder user = new(Feed.Folder);
        user.Write("Product.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>netstandard2.0;net10.0</TargetFrameworks>
              </PropertyGroup>
              {PackagesPage.Readme("GanGate.MSBuild", "xml")}
            </Project>
            """);
        user.Write("Product.cs", "internal static class Product { }");

        user.Sample("good");
        CommandResult accepted = await user.DotNet("build", "-t:GanGateAcceptBaseline");
        CommandResult build = await user.DotNet("build");

        Assert.That(accepted.ExitCode, Is.Zero, accepted.Output);
        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("PASSED  photos"));
    }

    private static string Project(string reference) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            {reference}
          </ItemGroup>
          <ItemGroup>
            {Gate}
          </ItemGroup>
        </Project>
        """;
}
