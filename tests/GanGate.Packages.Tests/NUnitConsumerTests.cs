using System.Runtime.InteropServices;

namespace GanGate.Tests.Packages;

/// <summary>A user's test project with each version of NUnit, as it stands and for one platform as docs/packages.md shows.</summary>
public class NUnitConsumerTests
{
    private const string Extensions = "Is.FidBelow";
    private const string PlainStatics = "FidIs.Below";
    private const string Unread = @"^(libSkiaSharp\.pdb|onnxruntime\w*\.(aar|xcframework\.zip|lib))$";

    [TestCase("4.2.2", "12", PlainStatics, false)]
    [TestCase("4.6.1", "14", Extensions, true)]
    [TestCase("5.0.0", "14", Extensions, true)]
    public async Task A_test_passes_and_a_test_fails(string nunit, string language, string constraint, bool onePlatform)
    {
        using UserFolder user = new(Feed.Folder);
        user.Write("Models.csproj", Project(nunit, language, onePlatform ? OnePlatform : ""));
        user.Write("ModelTests.cs", $$"""
            using GanGate.NUnit;
            using NUnit.Framework;

            public class ModelTests
            {
                [TestCase(@"{{Path.Combine(Feed.Pictures, "good")}}")]
                [TestCase(@"{{Path.Combine(Feed.Pictures, "spoiled")}}")]
                public void Samples_are_good(string samples)
                {
                    FidResult fid = Fid.Measure(samples, @"{{Path.Combine(Feed.Pictures, "reference.npz")}}");
                    Assert.That(fid, {{constraint}}(1.0));
                }
            }
            """);

        CommandResult test = await user.DotNet("test");

        Assert.That(test.ExitCode, Is.EqualTo(1), test.Output);
        Assert.That(test.Output, Does.Match(@"Failed:\s+1, Passed:\s+1,"));
        Assert.That(test.Output, Does.Contain("GG1001"));
        Assert.That(user.FilesIn("bin"), Does.Contain("GanGate.NUnit.dll").And.None.Match(Unread));
    }

    [Test]
    public async Task What_no_test_reads_is_copied_for_who_asks_for_it()
    {
        using UserFolder user = new(Feed.Folder);
        user.Write("Models.csproj", Project("5.0.0", "14", ""));

        CommandResult restored = await user.DotNet("restore");
        CommandResult all = await user.DotNet(
            "msbuild", "-t:ResolvePackageAssets", "-getItem:RuntimeTargetsCopyLocalItems", "-p:GanGateKeepUnreadNatives=true");

        Assert.That(restored.ExitCode, Is.Zero, restored.Output);
        Assert.That(all.Output, Does.Contain("libSkiaSharp.pdb").And.Contain("onnxruntime.aar"));
    }

    private static string OnePlatform =>
        PackagesPage.Blocks("xml").Single(block => block.StartsWith("<RuntimeIdentifier>", StringComparison.Ordinal))
            .Replace("linux-x64", RuntimeInformation.RuntimeIdentifier, StringComparison.Ordinal);

    private static string Project(string nunit, string language, string more) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>{language}</LangVersion>
            {more}
          </PropertyGroup>
          <ItemGroup>
            {PackagesPage.Reference("GanGate.NUnit")}
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
            <PackageReference Include="NUnit" Version="{nunit}" />
            <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
          </ItemGroup>
        </Project>
        """;
}
