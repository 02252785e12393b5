using System.Diagnostics;
using System.Globalization;
using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

/// <summary>A build that ends while its gate waits or measures takes the tool with it.</summary>
[Platform("Linux")]
public class CancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [TestCase("INT", 1)]
    [TestCase("TERM", 1)]
    [TestCase("KILL", 1)]
    [TestCase("KILL", 2)]
    public async Task A_stopped_build_leaves_no_tool_and_no_file_behind(string signal, int nodes)
    {
        CtrlC.RequireFor(signal);
        using GatedProject project = new(Gate("faces", DemoSet.Good, "MaxFid=\"1\""));
        project.Environment["GANGATE_HOME"] = project.PathOf("store");
        project.Write("All.proj", """
            <Project>
              <Target Name="All">
                <MSBuild Projects="Product.csproj" Targets="GanGateCheck" Properties="Part=1;GanGateReportPath=reports/1;BaseIntermediateOutputPath=obj/1/" />
              </Target>
              <Target Name="Both">
                <ItemGroup>
                  <Part Include="Product.csproj" AdditionalProperties="GanGateReportPath=reports/1;BaseIntermediateOutputPath=obj/1/" />
                  <Part Include="Product.csproj" AdditionalProperties="GanGateReportPath=reports/2;BaseIntermediateOutputPath=obj/2/" />
                </ItemGroup>
                <MSBuild Projects="@(Part)" Targets="GanGateCheck" BuildInParallel="true" />
              </Target>
            </Project>
            """);

        // The only place is taken, so that the tools wait as long as they live.
        Directory.CreateDirectory(project.PathOf("store", "slots"));
        using FileStream taken = new(project.PathOf("store", "slots", "0.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using Process build = Start(
            "dotnet",
            ["msbuild", project.PathOf("All.proj"), nodes == 1 ? "-t:All" : "-t:Both", $"-m:{nodes}", "-nodeReuse:false"],
            project.Environment);
        await Until(() => Tools(project).Length == nodes);
        Process.Start("kill", ["-s", signal, build.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        await build.WaitForExitAsync();

        await Until(() => Tools(project).Length == 0);
        Assert.That(
            Directory.GetFiles(project.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Distinct(),
            Is.SubsetOf(["Product.csproj", "Product.cs", "All.proj", "0.lock", "faces.txt.lock"]));
    }

    private static string[] Tools(GatedProject project) =>
        [.. Directory.GetDirectories("/proc").Select(CommandLineOf).Where(line => line.Contains("gangate.dll") && line.Contains(project.Folder))];

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.That(waited.Elapsed, Is.LessThan(Patience), "it did not come to that");
            await Task.Delay(100);
        }
    }
}
