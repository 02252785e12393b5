namespace GanGate.Tests.Packages;

/// <summary>A project that references the network measures with it, in its build and in its tests, with an empty model store and no feed to ask.</summary>
public class ResNet18ConsumerTests
{
    private const int Pictures = 6;

    [Test]
    public async Task A_build_measures_learned_features_after_a_restore()
    {
        using UserFolder user = Folder("GanGate.MSBuild", """<GanGate Include="faces" Generated="good" Reference="reference" Protocol="resnet18" MaxFid="1000000" />""");
        user.Write("Product.cs", "internal static class Product;");

        CommandResult build = await user.DotNet("build");

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("PASSED  faces").And.Contain("FD (resnet18)"));
    }

    [Test]
    public async Task A_test_measures_learned_features_after_a_restore()
    {
        using UserFolder user = Folder("GanGate.NUnit", """
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
            <PackageReference Include="NUnit" Version="4.6.1" />
            <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
            """);
        user.Write("ModelTests.cs", $$"""
            using GanGate.Measuring;
            using GanGate.NUnit;
            using NUnit.Framework;

            public class ModelTests
            {
                [Test]
                public void Samples_are_measured()
                {
                    FidResult fid = Fid.Measure(@"{{user.In("good")}}", @"{{user.In("reference")}}", new MeasurementOptions { Protocol = "resnet18" });
                    Assert.That(fid.Value, Is.GreaterThan(0));
                }
            }
            """);

        CommandResult test = await user.DotNet("test");

        Assert.That(test.ExitCode, Is.Zero, test.Output);
        Assert.That(test.Output, Does.Match(@"Passed:\s+1,"));
    }

    private static UserFolder Folder(string package, string more)
    {
        UserFolder user = new(Feed.Folder);
        user.Write("Models.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                {PackagesPage.Reference(package)}
                {PackagesPage.Reference("GanGate.ResNet18")}
                {more}
              </ItemGroup>
            </Project>
            """);
        foreach (string set in (string[])["good", "reference"])
        {
            Directory.CreateDirectory(user.In(set));
            foreach (string file in Directory.GetFiles(Path.Combine(Feed.Pictures, set)).Order(StringComparer.Ordinal).Take(Pictures))
            {
                File.Copy(file, user.In(set, Path.GetFileName(file)));
            }
        }

        return user;
    }
}
