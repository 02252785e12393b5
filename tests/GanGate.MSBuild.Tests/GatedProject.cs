using System.Diagnostics;

namespace GanGate.Tests;

/// <summary>A project as a user would write it, in a temporary folder, built by a dotnet process of its own.</summary>
internal sealed class GatedProject : IDisposable
{
    // Set by the SDK that runs these tests; a user's shell has none of them.
    private static readonly string[] OfTheRunningSdk =
        ["MSBUILD", "MSBuild", "DOTNET_HOST_PATH", "DOTNET_CLI_", "COMPLUS_", "VSTEST", "TESTINGPLATFORM"];

    public GatedProject(string gateItems, string properties = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>", string more = "")
    {
        Folder = Directory.CreateTempSubdirectory("gangate msbuild é ").FullName;
        Write("Product.csproj", ProjectText(gateItems, properties, frameworks, more));
        Write("Product.cs", "internal static class Product { }");
    }

    public string Folder { get; }

    public string ProjectFile => PathOf("Product.csproj");

    /// <summary>Environment variables of the builds.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    public string Report(string gate) => PathOf("obj", "gangate", gate + ".json");

    /// <summary>When a gate was measured last.</summary>
    public DateTime Measured(string gate) => File.GetLastWriteTimeUtc(Report(gate));

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Restores, builds and checks.</summary>
    public Task<CommandResult> Build(params string[] arguments) => DotNet("build", [ProjectFile, .. arguments]);

    /// <summary>Checks the gates alone, which needs neither restore nor compiler.</summary>
    public Task<CommandResult> Check(params string[] arguments) => Target("GanGateCheck", arguments);

    /// <summary>Runs one target, without a restore.</summary>
    public Task<CommandResult> Target(string target, params string[] arguments) =>
        DotNet("msbuild", [ProjectFile, "-t:" + target, "-nologo", "-v:minimal", .. arguments]);

    public Task<CommandResult> DotNet(string command, params string[] arguments) =>
        Finish(Start("dotnet", [command, .. arguments, "-nodeReuse:false"], Environment));

    /// <summary>The text of a gated project file.</summary>
    public static string ProjectText(
        string gateItems, string properties = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>", string more = "")
    {
        string build = Path.Combine(Repository.Root, "build");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {frameworks}
                <GanGateTaskAssembly>{Output("GanGate.MSBuild", "netstandard2.0", "GanGate.MSBuild.dll")}</GanGateTaskAssembly>
                <GanGateTool>{Tool}</GanGateTool>
                {properties}
              </PropertyGroup>
              <Import Project="{build}/GanGate.MSBuild.props" />
              <ItemGroup>{gateItems}</ItemGroup>
              {more}
              <Import Project="{build}/GanGate.MSBuild.targets" />
            </Project>
            """;
    }

    /// <summary>An item of a project: a gate against the demo's statistics.</summary>
    public static string Gate(string name, string generated, string rules) =>
        $"<GanGate Include=\"{name}\" Generated=\"{generated.Replace(";", "%3B", StringComparison.Ordinal)}\" "
        + $"Reference=\"{DemoSet.Statistics}\" {rules} />";

    /// <summary>The built tool.</summary>
    public static string Tool => Output("GanGate.Tool", "net10.0", "gangate.dll");

    /// <summary>The path of an assembly that the solution built, in the configuration of these tests.</summary>
    public static string Output(string project, string framework, string file)
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Path.Combine(Repository.Root, "src", project, "bin", configuration, framework, file);
    }

    public static Task<CommandResult> Run(string program, params string[] arguments) => Finish(Start(program, arguments, []));

    /// <summary>Starts a program whose output is to be read.</summary>
    public static Process Start(string program, string[] arguments, Dictionary<string, string> environment, string folder = "")
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (string name in start.Environment.Keys.Where(name => OfTheRunningSdk.Any(name.StartsWith)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for a program's end.</summary>
    public static async Task<CommandResult> Finish(Process started)
    {
        using Process process = started;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output + await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a process left.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The lines that report an error, each once (the console shows them again in its summary).</summary>
    public string[] Errors => Lines(": error ");

    /// <summary>The lines that report a warning, each once.</summary>
    public string[] Warnings => Lines(": warning ");

    /// <summary>The verdicts that the build shows.</summary>
    public string[] Verdicts => [.. All.Where(line => line.StartsWith("GanGate: ", StringComparison.Ordinal))];

    private IEnumerable<string> All => Output.Split('\n').Select(line => line.Trim());

    private string[] Lines(string mark) => [.. All.Where(line => line.Contains(mark, StringComparison.Ordinal)).Distinct()];
}
