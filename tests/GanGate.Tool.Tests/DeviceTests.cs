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

    [TestCase("gate", "--generated", "samples", "--reference", "reference.npz", "--max-fid", "1e9", TestName = "A gate says why auto took no GPU")]
    [TestCase("stats", "samples", "--protocol", "pyramid", "-o", "out.npz", TestName = "Statistics say why auto took no GPU")]
    [TestCase("stats", "samples", "--protocol", "pyramid", "--shard", "0/1", "-o", "out.npz", TestName = "A shard says why auto took no GPU")]
    [TestCase("metrics", "samples", "reference.npz", "--fid", TestName = "Metrics say why auto took no GPU")]
    [TestCase("curve", "run", "--reference", "reference.npz", "--no-keep", TestName = "A curve says why auto took no GPU")]
    public async Task Every_measurement_says_why_auto_took_no_gpu(params string[] arguments)
    {
        string samples = DemoSet.CopyOfGood(6), run = Directory.CreateDirectory(DemoSet.Temporary("run")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(run, "step-1"), samples);
        string[] words = [.. arguments.Select(word => word switch
        {
            "samples" => samples,
            "run" => run,
            "reference.npz" => DemoSet.Statistics,
            "out.npz" => DemoSet.Temporary(word),
            _ => word,
        })];

        GanGateCommand auto = await GanGateCommand.Run([.. words, "--device", "auto", "--ep-library", "nowhere.so"]);
        GanGateCommand cpu = await GanGateCommand.Run([.. words, "--device", "cpu", "--ep-library", "nowhere.so"]);

        Assert.That(auto.ExitCode, Is.Zero, auto.Error);
        string[] warnings = [.. auto.Error.Split('\n').Where(line => line.StartsWith("gangate : warning GG4015", StringComparison.Ordinal))];
        Assert.That(warnings.Single(), Does.Contain("--device auto took the processor: the provider library 'nowhere.so' does not exist"));
        Assert.That(cpu.Error, Does.Not.Contain("GG4015"));
    }

    [Test]
    public async Task A_generator_runs_on_the_device_of_the_network()
    {
        string model = new TestGenerator().Write(DemoSet.Temporary("model.onnx"));
        string[] fid = ["fid", model, DemoSet.Statistics, "--num", "20", "--json"];

        GanGateCommand missing = await GanGateCommand.Run([.. fid, "--device", "cuda"]);
        GanGateCommand broken = await GanGateCommand.Run([.. fid, "--device", "cuda", "--ep-library", "nowhere.so"]);
        GanGateCommand auto = await GanGateCommand.Run([.. fid, "--ep-library", "nowhere.so"]);
        GanGateCommand cpu = await GanGateCommand.Run([.. fid, "--device", "cpu"]);

        Assert.That(missing.ErrorLines.Single(), Does.Contain("GG4003"));
        Assert.That(broken.ErrorLines.Single(), Does.Contain("GG4014"));
        Assert.That(auto.Json["warnings"]!.AsArray().Count(warning => (string?)warning!["code"] == "GG4015"), Is.EqualTo(1), auto.Error);
        Assert.That((double?)auto.Json["value"], Is.EqualTo((double?)cpu.Json["value"]));
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
