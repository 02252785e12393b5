using System.Text.Json;
using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

public class ParallelTests
{
    private static readonly string[] Parts = ["good", "spoiled", "few"];

    [Test]
    public async Task Projects_that_are_built_at_once_measure_one_after_the_other_and_mix_nothing_up()
    {
        using GatedProject project = new("");
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("few"));
        string[] samples = [DemoSet.Good, DemoSet.Spoiled, project.PathOf("few")];
        foreach ((string part, string generated) in Parts.Zip(samples))
        {
            Directory.CreateDirectory(project.PathOf("part", part));
            project.Write(Path.Combine("part", part, "Part.csproj"), ProjectText(Gate(part, generated, "MaxFid=\"3\"")));
        }

        project.Write("All.proj", """
            <Project>
              <Target Name="All">
                <ItemGroup><Part Include="part/*/Part.csproj" /></ItemGroup>
                <MSBuild Projects="@(Part)" Targets="GanGateCheck" BuildInParallel="true" ContinueOnError="true" />
              </Target>
            </Project>
            """);
        project.Environment["GANGATE_HOME"] = project.PathOf("store");

        CommandResult build = await project.DotNet("msbuild", project.PathOf("All.proj"), "-nologo", "-v:minimal", "-m:3");

        Assert.That(build.Errors.Single(), Does.Contain("error GG1001: spoiled: "));
        Assert.That(build.Verdicts.Where(line => !line.Contains("waiting")), Is.EquivalentTo(build.Verdicts.Where(line => line.Contains("ED  "))));
        Assert.That(build.Verdicts.Count(line => line.Contains("PASSED  good") || line.Contains("PASSED  few")), Is.EqualTo(2));
        (DateTime Start, DateTime End)[] times = [.. Parts.Select(part => Time(project, part)).Order()];
        Assert.That(times[1].Start, Is.GreaterThanOrEqualTo(times[0].End));
        Assert.That(times[2].Start, Is.GreaterThanOrEqualTo(times[1].End));
    }

    private static (DateTime Start, DateTime End) Time(GatedProject project, string part)
    {
        string file = project.PathOf("part", part, "obj", "gangate", part + ".json");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(file));
        Assert.That(report.RootElement.GetProperty("name").GetString(), Is.EqualTo(part));
        DateTime end = File.GetLastWriteTimeUtc(file);
        return (end.AddSeconds(-report.RootElement.GetProperty("seconds").GetProperty("total").GetDouble()), end);
    }
}
