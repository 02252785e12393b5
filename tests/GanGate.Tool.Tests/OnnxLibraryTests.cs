using System.Diagnostics;
using GanGate.Features;

namespace GanGate.Tests;

/// <summary>Another build of ONNX Runtime for the command. A process chooses its library once, so each test starts one.</summary>
public class OnnxLibraryTests
{
    [TestCase("missing.so", null, "it does not exist")]
    [TestCase("text.so", "no library", "text.so")]
    public async Task What_cannot_be_loaded_is_one_line(string name, string? content, string reason)
    {
        string library = DemoSet.Temporary(name);
        if (content is not null) await File.WriteAllTextAsync(library, content);

        string error = await ErrorOf(library);

        Assert.That(error, Does.StartWith($"gangate : error GG4001: '{library}' (GANGATE_ONNXRUNTIME) cannot be used: ").And.Contain(reason));
        Assert.That(error.Trim(), Does.Not.Contain("\n"));
    }

    [Test]
    [Platform("Linux")]
    public async Task A_library_of_something_else_is_told_for_what_it_is_not()
    {
        string other = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so");

        Assert.That(await ErrorOf(other), Does.Contain("cannot be used: it is not ONNX Runtime"));
    }

    private static async Task<string> ErrorOf(string library)
    {
        ProcessStartInfo start = new("dotnet",
        [
            "exec", typeof(GanGate.Tool.Terminal.TerminalStreams).Assembly.Location,
            "fid", DemoSet.Folders.Good, DemoSet.Statistics, "--limit", "4", "--no-progress",
        ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment[OnnxLibrary.Variable] = library;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That((process.ExitCode, await output), Is.EqualTo((3, "")), error);
        return error;
    }
}
