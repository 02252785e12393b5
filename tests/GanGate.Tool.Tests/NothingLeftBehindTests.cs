using System.Diagnostics;

namespace GanGate.Tests;

/// <summary>What a process of its own leaves on the disk and on the terminal beside what it was asked for.</summary>
public class NothingLeftBehindTests
{
    // ONNX Runtime keeps silent by itself where one of these says that it runs for a build.
    private static readonly string[] OfBuilds =
        ["CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TRAVIS", "JENKINS_URL", "CODEBUILD_BUILD_ID", "BUILDKITE", "TEAMCITY_VERSION", "APPVEYOR"];

    [Test]
    public async Task A_measurement_writes_no_file_that_nobody_named()
    {
        string home = Directory.CreateDirectory(DemoSet.Temporary("home")).FullName, output = DemoSet.Temporary("photos.npz");

        (int exit, string error) = await Run(home, "stats", DemoSet.CopyOfGood(10), "--protocol", "pyramid", "-o", output);

        Assert.That(exit, Is.Zero, error);
        Assert.That(Directory.GetFileSystemEntries(home, "*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(output)!), Is.EqualTo(new[] { output }));
    }

    [Test]
    public async Task A_home_that_cannot_be_written_is_not_spoken_of()
    {
        (int exit, string error) = await Run("/dev/null", "fid", DemoSet.CopyOfGood(10), DemoSet.Statistics, "--no-progress");

        Assert.That(exit, Is.Zero);
        Assert.That(error.TrimEnd(), Does.StartWith("gangate : warning GG1007: ").And.Not.Contain("\n"), "of ten images, and of nothing else");
    }

    [Test]
    public async Task A_network_that_fails_is_told_of_once_and_in_our_words()
    {
        string home = Directory.CreateDirectory(DemoSet.Temporary("home")).FullName;
        string model = new TestGenerator { Classes = 4 }.Write(DemoSet.Temporary("classes.onnx"));

        (int exit, string error) = await Run(home, "fid", model, DemoSet.Statistics, "--num", "20", "--labels", "9", "--no-progress");

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(error.TrimEnd(), Does.StartWith("gangate : error GG2043: ").And.Contain("inclusive range [-4,3]").And.Not.Contain("\n"));
    }

    private static async Task<(int ExitCode, string Error)> Run(string home, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(GanGate.Tool.Terminal.TerminalStreams).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in OfBuilds) start.Environment.Remove(variable);
        foreach (string variable in (string[])["ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME"]) start.Environment.Remove(variable);
        foreach (string variable in (string[])["HOME", "USERPROFILE", "LOCALAPPDATA"]) start.Environment[variable] = home;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, await error);
    }
}
