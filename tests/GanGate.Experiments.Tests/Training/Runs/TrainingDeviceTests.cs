using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Training.Networks;
using GanGate.Training.Runs;
using GanGate.Training.Texts;

namespace GanGate.Training.Tests.Runs;

/// <summary>The device that a training asks for is the one that all its sessions are told of, as extractors are.</summary>
public class TrainingDeviceTests
{
    private static readonly GanSettings Tiny = GanSettings.Paper(GanNetwork.Dcgan) with { Filters = 2, BatchSize = 8 };

    private static readonly GanSettings TinyText = GanSettings.Paper(GanNetwork.WganGpText) with { Size = 8, Filters = 2, BatchSize = 8 };

    private string _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("gangate-device-").FullName;
        File.WriteAllLines(Path.Combine(_folder, "text.txt"), Enumerable.Repeat("abcdefgh", 64));
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Every_session_of_a_training_is_told_of_the_gpu()
    {
        GpuRuntime runtime = new();
        Gan gan = Gan.Of(Tiny);

        using GanPlayers players = GanPlayers.Open(gan, Options("cuda:2"), [runtime]);
        Assert.That(runtime.Sessions, Is.EqualTo((int[])[2, 2]), "the discriminator's step and the generator's");

        using Sampler sampler = new(gan, threads: 1, players.Device);
        Assert.That(runtime.Sessions, Is.EqualTo((int[])[2, 2, 2]));
        Assert.That(players.Device.Name, Is.EqualTo("cuda:2"));
    }

    [Test]
    public void The_processor_is_told_of_none()
    {
        GpuRuntime runtime = new();
        using GanPlayers players = GanPlayers.Open(Gan.Of(Tiny), Options("cpu"), [runtime]);
        Assert.That(runtime.Sessions, Is.Empty);
        Assert.That(players.Device.IsCpu, Is.True);
    }

    [TestCase("cuda")]
    [TestCase("auto")]
    public void A_gpu_that_cannot_be_used_is_an_error_or_auto_takes_the_processor(string requested)
    {
        GpuRuntime runtime = new() { Fails = true };
        if (requested == "cuda")
        {
            GanGateException failure = Assert.Throws<GanGateException>(() => GanPlayers.Open(Gan.Of(Tiny), Options(requested), [runtime]))!;
            Assert.That(failure.Error, Is.EqualTo(ErrorCodes.ProviderUnusable));
            return;
        }

        using GanPlayers players = GanPlayers.Open(Gan.Of(Tiny), Options(requested), [runtime]);
        Assert.That(players.Device.IsCpu, Is.True);
        Assert.That(players.Device.InsteadOfGpu!.ToString(), Does.Contain("cuda:0"));
    }

    [TestCase("libmissing.so", "GG4014", "libmissing.so")]
    [TestCase(null, "GG4003", "epLibrary")]
    public void A_missing_library_ends_a_training_of_text_before_its_first_step(string? library, string code, string message)
    {
        GanRunOptions options = Options("cuda", library is null ? null : Path.Combine(_folder, library));
        int looks = 0;
        TextDivergence counted = new("looks", (_, _, count, _) => new Estimate(looks++, Count: count));

        GanGateException failure = Assert.Throws<GanGateException>(() => TextTraining.Run(TinyText, options, counted))!;

        Assert.That(failure.Error.Id, Is.EqualTo(code));
        Assert.That(failure.Message, Does.Contain(message));
        Assert.That(looks, Is.Zero);
        Assert.That(Directory.EnumerateFiles(options.Folder), Is.Empty, "no checkpoint");
    }

    [Test]
    public void A_text_says_why_auto_took_the_processor()
    {
        Warnings warnings = new();
        GanRunOptions options = Options("auto", Path.Combine(_folder, "libmissing.so"));
        TextTraining.Run(
            TinyText,
            options with { Measurement = options.Measurement with { Warnings = warnings } },
            new TextDivergence("none", (_, _, count, _) => new Estimate(0, Count: count)));

        Assert.That(warnings.Single().Error, Is.EqualTo(ErrorCodes.GpuPassedOver));
        Assert.That(warnings.Single().Message, Does.Contain("libmissing.so"));
    }

    private GanRunOptions Options(string device, string? library = null) => new()
    {
        Source = Path.Combine(_folder, "text.txt"),
        Folder = Path.Combine(_folder, "run"),
        Steps = 1,
        EvalSamples = 8,
        Threads = 1,
        Measurement = new MeasurementOptions { Device = device, EpLibrary = library },
    };

    private sealed class Warnings : List<Warning>, IProgress<Warning>
    {
        public void Report(Warning value) => Add(value);
    }

    private sealed class GpuRuntime : IGpuRuntime
    {
        public List<int> Sessions { get; } = [];

        public bool Fails { get; init; }

        public string Kind => "cuda";

        public string Provider => "CUDA";

        public string LibraryName => "libonnxruntime_providers_cuda.so";

        public bool IsBuiltIn => true;

        public string WhenMissing => "install a driver";

        public IReadOnlyList<string> Needs => [];

        public string? Installed => null;

        public object? OneAtATime => null;

        public string WhenFailed => "look at its state";

        public Gpu BuiltIn(int index) => new(options =>
        {
            Sessions.Add(index);
            if (Fails) options.AppendExecutionProvider("NoSuchProvider");
        });

        public IReadOnlyList<Gpu> Load(string library) => throw new InvalidOperationException(library);

        public GanGateException Unusable(string name, Exception failure) =>
            new(ErrorCodes.ProviderUnusable, $"the provider '{name}' cannot be used: {failure.Message}");
    }
}
