using System.Diagnostics;

namespace GanGate.Tests.Playing;

/// <summary>What a script of a step did.</summary>
internal sealed record StepRun(int ExitCode, string Log, string Summary, Dictionary<string, string> Outputs);

/// <summary>A job on a runner: a workspace, a folder for temporary files, the variables, and stand-ins for other people's actions.</summary>
internal sealed class Job : IDisposable
{
    private static readonly string[] Hidden = ["GITHUB_", "RUNNER_", "GANGATE_", "INPUT_", "MSBUILD", "MSBuild", "DOTNET_HOST_PATH", "DOTNET_CLI_"];

    private readonly string _root = Directory.CreateTempSubdirectory("gangate action ").FullName;
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<string> _path = [];
    private readonly string? _caches;

    public Job()
    {
        foreach (string folder in (string[])[Workspace, Temp, Home, Caches]) Directory.CreateDirectory(folder);
        _environment["GITHUB_ACTIONS"] = "true";
        _environment["GITHUB_WORKSPACE"] = Workspace;
        _environment["GITHUB_ACTION_PATH"] = Repository.Root;
        _environment["GITHUB_REPOSITORY"] = "someone/models";
        _environment["GITHUB_SERVER_URL"] = "https://github.example";
        _environment["GITHUB_RUN_ID"] = "123";
        _environment["RUNNER_TEMP"] = Temp;
        _environment["GANGATE_HOME"] = Home;
    }

    public string Workspace => Path.Combine(_root, "work space");

    public string Temp => Path.Combine(_root, "_temp");

    public string Home => Path.Combine(_root, "store");

    /// <summary>What other jobs of the repository share: a folder for each key.</summary>
    public string Caches { get => _caches ?? Path.Combine(_root, "caches"); init => _caches = value; }

    public string Name => "quality";

    public string Index => "2";

    public string Token { get; init; } = "token-of-the-job";

    /// <summary>The files of each artifact.</summary>
    public Dictionary<string, string[]> Artifacts { get; } = [];

    public string this[string variable]
    {
        set => _environment[variable] = value;
    }

    /// <summary>Puts a folder before all others on the path.</summary>
    public void Prepend(string folder) => _path.Add(folder);

    /// <summary>Makes the job one of a pull request.</summary>
    public void ForPullRequest(int number, string from, string api)
    {
        string path = Path.Combine(_root, "event.json");
        File.WriteAllText(path, $$"""{ "pull_request": { "number": {{number}}, "head": { "repo": { "full_name": "{{from}}" } } } }""");
        _environment["GITHUB_EVENT_PATH"] = path;
        _environment["GITHUB_API_URL"] = api;
    }

    /// <summary>Runs a script as a runner does for <c>shell: bash</c>.</summary>
    public async Task<StepRun> Run(string script, Dictionary<string, string> environment)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, Path.GetRandomFileName())).FullName;
        string[] files = [.. ((string[])["OUTPUT", "STEP_SUMMARY", "ENV", "PATH"]).Select(name => Path.Combine(folder, name))];
        foreach (string file in files) await File.WriteAllTextAsync(file, "");
        string scriptFile = Path.Combine(folder, "script.sh");
        await File.WriteAllTextAsync(scriptFile, script);

        ProcessStartInfo start = new("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", scriptFile])
        {
            WorkingDirectory = Workspace,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => Hidden.Any(name.StartsWith)).ToArray()) start.Environment.Remove(name);
        foreach ((string name, string value) in _environment.Concat(environment)) start.Environment[name] = value;
        foreach (string file in files) start.Environment[$"GITHUB_{Path.GetFileName(file)}"] = file;
        start.Environment["PATH"] = string.Join(Path.PathSeparator, [.. Enumerable.Reverse(_path), start.Environment["PATH"]]);

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        foreach ((string name, string value) in CommandFile.Read(files[2])) _environment[name] = value;
        _path.AddRange((await File.ReadAllLinesAsync(files[3])).Where(line => line.Length > 0));
        return new StepRun(
            process.ExitCode, await output + await error, await File.ReadAllTextAsync(files[1]), CommandFile.Read(files[0]));
    }

    /// <summary>Does what another action would do, as far as it matters.</summary>
    public Dictionary<string, string> StandIn(string action, Dictionary<string, string> with) => action switch
    {
        "actions/setup-dotnet" => Only(with, [], "dotnet-version"),
        "actions/cache/restore" => Restore(Only(with, with, "path", "key")),
        "actions/cache/save" => Save(Only(with, with, "path", "key")),
        "actions/upload-artifact" => Upload(
            Only(with, with, "name", "path", "if-no-files-found", "overwrite", "retention-days")),
        _ => throw new AssertionException($"the action '{action}' is not played"),
    };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static Dictionary<string, string> Only(Dictionary<string, string> with, Dictionary<string, string> result, params string[] inputs)
    {
        Assert.That(with.Keys, Is.EquivalentTo(inputs));
        return result;
    }

    private Dictionary<string, string> Restore(Dictionary<string, string> with)
    {
        string kept = Path.Combine(Caches, with["key"]);
        if (!Directory.Exists(kept)) return new() { ["cache-hit"] = "" };

        Copy(kept, with["path"]);
        return new() { ["cache-hit"] = "true" };
    }

    private Dictionary<string, string> Save(Dictionary<string, string> with)
    {
        Copy(with["path"], Path.Combine(Caches, with["key"]));
        return [];
    }

    private Dictionary<string, string> Upload(Dictionary<string, string> with)
    {
        Assert.That(with["name"], Does.Match("^[^\\\\/\":<>|*?\r\n]+$"), "no name of an artifact");
        Assert.That(with["overwrite"], Is.EqualTo("true"), "a job that is repeated uploads again");
        Artifacts[with["name"]] = [.. Directory.GetFiles(with["path"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        return new() { ["artifact-url"] = $"https://github.example/artifacts/{Uri.EscapeDataString(with["name"])}" };
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
