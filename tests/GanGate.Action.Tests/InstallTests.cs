using GanGate.Tests.Playing;

namespace GanGate.Tests;

/// <summary>Which command the action takes, with a stand-in for <c>dotnet</c> that notes what it is asked.</summary>
[Platform(Exclude = "Win", Reason = "the stand-in is a script")]
public class InstallTests
{
    private Job _job = null!;
    private string _asked = "";

    [SetUp]
    public void Start()
    {
        _job = new Job();
        string bin = Directory.CreateDirectory(Path.Combine(_job.Temp, "stand-in")).FullName, dotnet = Path.Combine(bin, "dotnet");
        _asked = Path.Combine(_job.Temp, "asked");
        File.WriteAllText(_asked, "");
        File.WriteAllText(dotnet, $"#!/usr/bin/env bash\nprintf '%s\\n' \"$PWD: $*\" >> '{_asked}'\nif [ \"$1\" = --list-sdks ]; then echo \"$SDKS\"; fi\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _job.Prepend(bin);
    }

    [TearDown]
    public void End() => _job.Dispose();

    [TestCase("8.0.400 [/usr/share/dotnet/sdk]", "false")]
    [TestCase("8.0.400 [/a]\n10.0.100 [/b]", "true")]
    [TestCase("11.0.100-preview.1 [/b]", "true")]
    [TestCase("", "false")]
    public async Task An_sdk_that_is_new_enough_is_found(string sdks, string found)
    {
        StepRun result = await _job.Run("bash \"$GITHUB_ACTION_PATH/action/find-dotnet.sh\"", new() { ["SDKS"] = sdks });

        Assert.That(result.Outputs["found"], Is.EqualTo(found));
    }

    [TestCase("v1")]
    [TestCase("v1.2.3")]
    public async Task A_versions_tag_takes_the_published_command(string reference)
    {
        await Install(Unpacked(reference), "");

        Assert.That(Asked, Does.Contain($"tool update GanGate.Tool --tool-path {Folder}/bin --version {ProductVersion.Current}"));
    }

    [TestCase("main")]
    [TestCase("v1-try")]
    [TestCase("3d3c42e5aac5ba805825da76410c181273ba90b1")]
    public async Task Another_ref_is_built_from_source(string reference)
    {
        string action = Unpacked(reference);
        await Install(action, "");

        Assert.That(Asked, Does.Contain($"publish {action}/src/GanGate.Tool --configuration Release --output {Folder}/tool"));
    }

    [Test]
    public async Task The_workspace_itself_is_built_from_source_and_an_sdk_of_its_own_is_not_asked()
    {
        await Install(Repository.Root, "");

        Assert.That(Asked, Does.StartWith($"{Folder}: publish {Repository.Root}/src/GanGate.Tool"));
        Assert.That(File.ReadAllText(Path.Combine(Folder, "bin", "gangate")), Does.Contain("gangate.dll"));
    }

    [Test]
    public async Task The_published_command_can_be_asked_for()
    {
        await Install(Unpacked("3d3c42e5aac5ba805825da76410c181273ba90b1"), "released");

        Assert.That(Asked, Does.Contain("tool update GanGate.Tool"));
    }

    [Test]
    public async Task A_command_that_is_not_there_is_one_annotation()
    {
        StepRun result = await Install(Repository.Root, "/no/\"where\"; touch pwned");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(LogCommand.In(result.Log).Single().Message, Is.EqualTo("GG2001: the input 'tool' must be released, source, or the path of a gangate command"));
        Assert.That(Directory.GetFiles(_job.Workspace), Is.Empty);
    }

    private string Asked => File.ReadAllText(_asked);

    private string Folder => $"{_job.Temp}/gangate";

    private Task<StepRun> Install(string action, string tool) =>
        _job.Run("bash \"$GITHUB_ACTION_PATH/action/install.sh\"", new() { ["GITHUB_ACTION_PATH"] = action, ["INPUT_TOOL"] = tool });

    // As a runner unpacks an action that is not of the workspace.
    private string Unpacked(string reference)
    {
        string folder = Path.Combine(_job.Temp, "_actions", "gangate", "gangate", reference);
        Directory.CreateDirectory(Path.Combine(folder, "action"));
        foreach (string file in (string[])["Directory.Build.props", Path.Combine("action", "install.sh")])
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(folder, file));
        }

        return folder;
    }
}
