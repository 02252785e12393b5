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
              </PropertyGroup>
              <ItemGroup>
                {PackagesPage.Reference("GanGate.Core")}
              </ItemGroup>
            </Project>
            """);
        user.Write("Program.cs", """
            using GanGate.Gating;

            Score score = Measurement.Compare("samples", "photos.npz", new MeasurementOptions());
            System.Console.WriteLine($"{score.Generated.Count} images, below 1: {score.Value < 1}");
            """);

        CommandResult run = await user.DotNet("run");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("500 images, below 1: True"));
    }
}
