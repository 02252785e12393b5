using System.Globalization;

namespace GanGate.Tests.Packages;

public class LibraryConsumerTests
{
    private static string[] Programs => Snippets.Of(Path.Combine(Repository.Root, "docs", "library.md"), "csharp");

    [Test]
    public async Task A_program_measures_with_the_library_and_its_own_onnx_runtime()
    {
        double value = await Printed(PackagesPage.Readme("GanGate.Core", "csharp"));

        Assert.That(value, Is.GreaterThan(0).And.LessThan(1));
    }

    [Test]
    public async Task A_program_writes_the_page_of_a_gate()
    {
        using UserFolder user = Folder(PackagesPage.Readme("GanGate.Reporting", "csharp"), PackagesPage.Reference("GanGate.Reporting"));

        CommandResult accepted = await user.Run(
            Feed.Command, "gate", "--accept", "--generated", "samples", "--reference", "photos.npz", "--baseline", "baseline.json");
        CommandResult run = await user.DotNet("run");

        Assert.That(accepted.ExitCode, Is.Zero, accepted.Output);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("photos.npz"));
        Assert.That(user.FilesIn("."), Does.Contain("gate.html"));
    }

    [Test]
    public async Task The_pages_programs_find_one_distance()
    {
        double score = await Printed(Programs[0]);
        double stages = await Printed(Programs[1]);

        Assert.That(stages, Is.GreaterThan(0).And.EqualTo(score).Within(1e-9).Percent);
    }

    private static async Task<double> Printed(string program)
    {
        using UserFolder user = Folder(program);

        CommandResult run = await user.DotNet("run");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        return double.Parse(run.Output.Split('\n')[0], CultureInfo.InvariantCulture);
    }

    private static UserFolder Folder(string program, string more = "")
    {
        UserFolder user = new(Feed.Folder);
        user.Sample("good");
        user.Write("Program.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                {PackagesPage.Reference("GanGate.Core")}
                {more}
              </ItemGroup>
            </Project>
            """);
        user.Write("Program.cs", program);
        return user;
    }
}
