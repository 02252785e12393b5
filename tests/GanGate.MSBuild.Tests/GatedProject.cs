using System.Diagnostics;

namespace GanGate.Tests;

/// <summary>A project as a user would write it, in a temporary folder, built by a dotnet process of its own.</summary>
internal sealed class GatedProject : IDisposable
{
    // Set by the SDK that runs these tests; a user's shell has none of them.
    private static readonly string[] OfTheRunningSdk =
        ["MSBUILD", "MSBuild", "DOTNET_HOST_PATH", "DOTNET_CLI_", "COMPLUS_", "VSTEST", "TESTINGPLATFORM"];

    public GatedProject(string gateItems, string properties = "")
    {
        Folder = Directory.CreateTempSubdirectory("gangate msbuild ").FullName;
        string build = Path.Combine(Repository.Root, "build");
        File.WriteAllText(ProjectFile, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <GanGateTaskAssembly>{Output("GanGate.MSBuild", "netstandard2.0", "GanGate.MSBuild.dll")}</GanGateTaskAssembly>
                <GanGateTool>{Output("GanGate.Tool", "net10.0", "gangate.dll")}</GanGateTool>
                {properties}
              </PropertyGroup>
              <Import Project="{build}/GanGate.MSBuild.props" />
              <ItemGroup>{gateItems}</ItemGroup>
              <Import Project="{build}/GanGate.MSBuild.targets" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(Folder, "Product.cs"), "internal static class Product;");
    }

    public string Folder { get; }

    public string ProjectFile => Path.Combine(Folder, "Product.csproj");

    public string Report(string gate) => Path.Combine(Folder, "obj", "Debug", "net10.0", "gangate", gate + ".json");

    public Task<CommandResult> Build(params string[] arguments) =>
        Run("dotnet", ["build", ProjectFile, "-nodeReuse:false", "--disable-build-servers", .. arguments]);

    /// <summary>The path of an assembly that the solution built, in the configuration of these tests.</summary>
    public static string Output(string project, string framework, string file)
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Path.Combine(Repository.Root, "src", project, "bin", configuration, framework, file);
    }

    public static async Task<CommandResult> Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => OfTheRunningSdk.Any(name.StartsWith)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
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
    public string[] Errors => [.. Output.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct()];
}
