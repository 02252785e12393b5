namespace GanGate.Tests;

public class DeviceTests
{
    [TestCase("cuda")]
    [TestCase("cuda:1")]
    public async Task A_gpu_that_is_not_there_is_an_error_that_says_what_to_do(string device)
    {
        GanGateCommand command = await GanGateCommand.Run("fid", DemoSet.CopyOfGood(4), DemoSet.Statistics, "--device", device);

        Assert.That(command.ExitCode, Is.EqualTo(3));
        Assert.That(command.ErrorLines.Single(), Does.Contain($"GG4003: the device '{device}' needs ONNX Runtime's CUDA provider").And.Contain("--ep-library"));
    }

    [Test]
    public async Task Statistics_say_what_they_were_made_on()
    {
        string output = DemoSet.Temporary("few.npz");
        GanGateCommand stats = await GanGateCommand.Run("stats", DemoSet.CopyOfGood(4), "--protocol", "pyramid", "-o", output);
        GanGateCommand show = await GanGateCommand.Run("stats", "show", output, "--json");

        Assert.That(stats.Out, Does.Match("made .* UTC by GanGate .* on cpu"));
        Assert.That((string?)show.Json["device"], Is.EqualTo("cpu"));
    }

    [Test]
    public async Task A_library_that_does_not_work_is_an_error_under_cuda_and_a_warning_under_auto()
    {
        string library = DemoSet.Temporary("libonnxruntime_providers_cuda.so");
        File.WriteAllText(library, "no library");
        string[] arguments = ["fid", DemoSet.CopyOfGood(4), DemoSet.Statistics, "--ep-library", library, "--json"];

        GanGateCommand cuda = await GanGateCommand.Run([.. arguments, "--device", "cuda"]);
        GanGateCommand auto = await GanGateCommand.Run(arguments);
        GanGateCommand cpu = await GanGateCommand.Run([.. arguments, "--device", "cpu"]);

        Assert.That(cuda.ExitCode, Is.EqualTo(3));
        Assert.That((string?)cuda.Json["error"]!["code"], Is.EqualTo("GG4014"));
        Assert.That(auto.ExitCode, Is.Zero, auto.Error);
        Assert.That((string?)auto.Json["device"], Is.EqualTo("cpu"));
        Assert.That(auto.Json["warnings"]!.ToJsonString(), Does.Contain("GG4015").And.Contain("--device auto took the processor: the provider"));
        Assert.That(cpu.Json["warnings"]?.ToJsonString() ?? "", Does.Not.Contain("GG4015"));
        Assert.That((double?)cpu.Json["value"], Is.EqualTo((double?)auto.Json["value"]));
    }
}
