using System.Text.Json.Nodes;

namespace GanGate.Tests;

/// <summary>What networks can run on: told on any machine, with or without GPUs.</summary>
public class DeviceListTests
{
    [Test]
    public async Task The_list_has_each_provider_with_what_it_needs_and_whether_it_works()
    {
        GanGateCommand command = await GanGateCommand.Run("device", "list", "--json");

        JsonArray providers = command.Json["providers"]!.AsArray();
        Assert.That(providers.Select(provider => (string?)provider!["kind"]), Is.EqualTo(new[] { "cuda", "webgpu" }));
        foreach (JsonNode? provider in providers)
        {
            bool works = provider!["device"] is not null;
            Assert.That(provider["trouble"] is null, Is.EqualTo(works), provider.ToJsonString());
            if (works) Assert.That(provider["libraries"]!.AsArray().Select(library => (bool)library!["here"]!), Is.All.True);
        }
    }

    [Test]
    public async Task What_does_not_work_is_told_with_the_reason_and_the_way_out()
    {
        GanGateCommand command = await GanGateCommand.Run("device", "list");

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(command.Out, Does.Match(@"^ONNX Runtime \d+\.\d+\.\d+: .*CPUExecutionProvider"));
        foreach (string part in command.Out.TrimEnd().Split(Environment.NewLine + Environment.NewLine).Skip(1))
        {
            Assert.That(part, Does.Match(@"^(cuda|webgpu) +(works: (cuda|webgpu):0|does not work)"));
            Assert.That(part.Contains("\n  mend  ", StringComparison.Ordinal), Is.EqualTo(part.Contains("does not work", StringComparison.Ordinal)), part);
        }
    }

    [Test]
    [Platform("Linux")]
    public async Task A_folder_of_libraries_is_searched_and_what_is_wrong_there_is_told()
    {
        string python = DemoSet.Temporary("site-packages"), lib = Path.Combine(python, "nvidia", "cu13", "lib");
        Directory.CreateDirectory(lib);
        await File.WriteAllTextAsync(Path.Combine(lib, "libcudart.so.13"), "no library");

        GanGateCommand command = await GanGateCommand.Run("device", "list", "--libraries", python);

        Assert.That(command.Out, Does.Match($"libcudart\\.so\\.13 +{System.Text.RegularExpressions.Regex.Escape(lib)}/libcudart.so.13: "));
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_an_error()
    {
        GanGateCommand command = await GanGateCommand.Run("device", "list", "--libraries", DemoSet.Temporary("nowhere"));

        Assert.That(command.ErrorLines.Single(), Does.StartWith("gangate : error GG2002: ").And.Contain("the folder of libraries"));
    }
}
