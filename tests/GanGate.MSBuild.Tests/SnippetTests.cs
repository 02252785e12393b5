using System.Xml.Linq;

namespace GanGate.Tests;

public class SnippetTests
{
    private const string Gate = "<ItemGroup><GanGate Include=\"photos\" Generated=\"samples\" Reference=\"photos.npz\" MaxFid=\"1\" /></ItemGroup>";

    private static string Page => Path.Combine(Repository.Root, "docs", "msbuild.md");

    private static string[] Blocks => Snippets.Of(Page, "xml");

    [Test]
    public async Task The_readmes_items_gate_a_build_as_written()
    {
        using GatedProject project = Project(Snippets.Of(Path.Combine(Repository.Root, "README.md"), "xml").Single());

        CommandResult accepted = await project.Target("GanGateAcceptBaseline");
        CommandResult build = await project.Build();

        Assert.That(accepted.ExitCode, Is.Zero, accepted.Output);

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("GanGate: PASSED  photos  "));
    }

    [Test]
    public async Task The_pages_blocks_and_commands_work_as_written([Range(0, 6)] int block)
    {
        string xml = Blocks[block];
        using GatedProject project = Project(xml.Contains("<GanGate ", StringComparison.Ordinal) ? xml : xml + Gate);
        project.Environment["ContinuousIntegrationBuild"] = "true";
        string[] commands = Snippets.Of(Page, "sh").SelectMany(lines => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal)).ToArray();
        Assert.That(commands, Is.EqualTo(["dotnet build -t:GanGateCheck", "dotnet build -t:GanGateAcceptBaseline"]));

        // One that names a baseline needs it first; without a restore, as there is nothing to compile.
        IEnumerable<string> targets = commands.Select(command => command.Split("-t:")[1]).Reverse()
            .Where(target => target == "GanGateCheck" || xml.Contains("Baseline=", StringComparison.Ordinal));
        foreach (string target in targets)
        {
            CommandResult result = await project.Target(target);
            Assert.That(result.ExitCode, Is.Zero, result.Output);
            Assert.That(result.Output, Does.Contain("GanGate: ").Or.Contain("warning GG1019: PASSED"));
        }
    }

    [Test]
    public void The_range_of_blocks_is_that_of_the_page() => Assert.That(Blocks, Has.Length.EqualTo(7));

    [Test]
    public async Task The_line_that_keeps_gates_to_build_servers_does_so()
    {
        using GatedProject project = Project(Blocks.Single(block => block.Contains("ContinuousIntegrationBuild", StringComparison.Ordinal)) + Gate);

        CommandResult check = await project.Check();

        Assert.That(check.ExitCode, Is.Zero, check.Output);
        Assert.That(check.Output, Does.Not.Contain("GanGate"));
    }

    [Test]
    public void The_page_names_this_version() => Assert.That(Blocks[0], Does.Contain($"Include=\"GanGate.MSBuild\" Version=\"{ProductVersion.Current}\""));

    [Test]
    public void The_page_makes_its_statistics_first_and_names_what_has_no_property()
    {
        string page = File.ReadAllText(Page);
        XElement defaults = XDocument.Load(Path.Combine(Repository.Root, "build", "GanGate.MSBuild.targets"))
            .Descendants("ItemDefinitionGroup").Single().Element("GanGate")!;

        Assert.That(page.IndexOf("-o photos.npz", StringComparison.Ordinal), Is.LessThan(page.IndexOf("Reference=\"photos.npz\"", StringComparison.Ordinal)));
        foreach (string option in (string[])["Num", "Latent", "NoRecurse", "Limit", "Sample", "Class", "Seed", "N", "Samples", "Length", "Exclude", "EveryPicture", "SampleBits", "Inputs", "ImageOutput", "Range"])
        {
            Assert.That(page, Does.Contain($"`{option}`"));
            Assert.That(defaults.Element(option), Is.Null);
        }
    }

    [Test]
    public void The_page_lists_every_metadatum_that_a_property_sets()
    {
        XElement defaults = XDocument.Load(Path.Combine(Repository.Root, "build", "GanGate.MSBuild.targets"))
            .Descendants("ItemDefinitionGroup").Single().Element("GanGate")!;
        string page = File.ReadAllText(Page);

        Assert.That(defaults.Elements(), Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (XElement metadatum in defaults.Elements())
            {
                Assert.That(metadatum.Value, Is.EqualTo($"$(GanGate{metadatum.Name})"));
                Assert.That(page, Does.Contain($"| `{metadatum.Name}` | "));
            }
        });
    }

    [Test]
    public async Task Without_the_package_the_items_are_silent_and_the_pages_target_refuses_them()
    {
        string target = Blocks.Single(block => block.Contains("RequireGanGate", StringComparison.Ordinal));
        using GatedProject bare = Project(""), guarded = Project("");
        bare.Write("Product.csproj", WithoutPackage(""));
        guarded.Write("Product.csproj", WithoutPackage(target));

        CommandResult silent = await bare.Target("BeforeBuild"), refused = await guarded.Target("Build");

        Assert.That((silent.ExitCode, silent.Output.Trim()), Is.EqualTo((0, "")));
        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Errors.Single(), Does.Contain("There are GanGate items, but the package GanGate.MSBuild is not there"));
    }

    private static string WithoutPackage(string more) =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{Gate}{more}</Project>";

    // The tests build from source; what the package brings to a user is in the project already.
    private static GatedProject Project(string xml)
    {
        string[] lines = [.. xml.Split('\n').Where(line => !line.Contains("<PackageReference ", StringComparison.Ordinal))];
        GatedProject project = new("", more: string.Join('\n', lines));
        Directory.CreateSymbolicLink(project.PathOf("samples"), DemoSet.Good);
        File.Copy(DemoSet.Statistics, project.PathOf("photos.npz"));
        return project;
    }
}
