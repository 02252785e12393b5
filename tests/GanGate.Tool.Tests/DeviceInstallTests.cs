using System.IO.Compression;
using System.Text;

namespace GanGate.Tests;

/// <summary>Provider libraries out of the feeds of a NuGet.config in the current folder. Nothing leaves this machine.</summary>
[Platform("Linux")]
public class DeviceInstallTests
{
    private const string Id = "Microsoft.ML.OnnxRuntime.Gpu.Linux", Library = "runtimes/linux-x64/native/libonnxruntime_providers_cuda.so";

    [Test]
    public async Task A_package_with_another_library_is_refused_and_nothing_is_kept()
    {
        string home = DemoSet.Temporary("home");
        GanGateCommand command = await Install("cuda", Pack(Library), home);

        Assert.That(command.ErrorLines.Single(), Does.StartWith("gangate : error GG3007: libonnxruntime_providers_cuda.so could not be had from the package ")
            .And.Contain($"{Id} 1.31.0 (here: what its package has at {Library} is not the public file, by its SHA-256)")
            .And.Contain("run 'gangate device install cuda' again, or take it out of the package by hand and name it with --ep-library FILE"));
        Assert.That(Directory.Exists(Path.Combine(home, "models")) ? Directory.GetFiles(Path.Combine(home, "models"), "*.so") : [], Is.Empty);
    }

    [Test]
    public async Task A_feed_without_the_package_is_named()
    {
        GanGateCommand command = await Install("cuda", package: null, DemoSet.Temporary("home"));

        Assert.That(command.ErrorLines.Single(), Does.StartWith("gangate : error GG3006: ").And.Contain("(here: it does not have this package)"));
    }

    [TestCase("webgpu", "GG4003: this version knows no library of ONNX Runtime's WebGPU provider for linux-x64 by its hash")]
    [TestCase("rocm", "GG2001: 'rocm' is no kind of device: write cuda or webgpu")]
    public async Task What_cannot_be_installed_is_told_with_the_way_out(string kind, string message)
    {
        if (System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier != "linux-x64") Assert.Ignore("the message names linux-x64");
        GanGateCommand command = await GanGateCommand.Run("device", "install", kind);

        Assert.That(command.ErrorLines.Single(), Does.StartWith($"gangate : error {message}"));
    }

    private static async Task<GanGateCommand> Install(string kind, byte[]? package, string home)
    {
        string folder = Directory.CreateDirectory(DemoSet.Temporary("project")).FullName, feed = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;
        if (package is not null) await File.WriteAllBytesAsync(Path.Combine(feed, $"{Id}.1.31.0.nupkg".ToLowerInvariant()), package);
        await File.WriteAllTextAsync(Path.Combine(folder, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "packages")}" /></config>
              <packageSources><clear /><add key="here" value="{feed}" /></packageSources>
            </configuration>
            """);
        string before = Directory.GetCurrentDirectory();
        string? store = Environment.GetEnvironmentVariable("GANGATE_HOME");
        try
        {
            Directory.SetCurrentDirectory(folder);
            Environment.SetEnvironmentVariable("GANGATE_HOME", home);
            return await GanGateCommand.Run("device", "install", kind);
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Environment.SetEnvironmentVariable("GANGATE_HOME", store);
        }
    }

    private static byte[] Pack(string file)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            Write($"{Id}.nuspec", $"<package><metadata><id>{Id}</id><version>1.31.0</version><authors>a</authors><description>d</description></metadata></package>");
            Write(file, "another library");

            void Write(string name, string content)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }
}
