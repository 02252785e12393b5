using System.Globalization;

namespace GanGate.Tests.Packages;

public class LibraryConsumerTests
{
    [Test]
    public async Task A_program_measures_with_the_library_and_its_own_onnx_runtime()
    {
        using UserFolder user = new(Feed.Folder);
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
              </ItemGroup>
            </Project>
            """);
        user.Write("Program.cs", PackagesPage.Readme("GanGate.Core", "csharp"));

        CommandResult run = await user.DotNet("run");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(double.Parse(run.Output, CultureInfo.InvariantCulture), Is.GreaterThan(0).And.LessThan(1));
    }
}
