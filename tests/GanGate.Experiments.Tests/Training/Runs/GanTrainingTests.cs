using GanGate.Images;
using GanGate.Measuring;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;
using GanGate.Training.Runs;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Training.Tests.Runs;

public class GanTrainingTests
{
    private Blobs _blobs = null!;

    [OneTimeSetUp]
    public void Paint() => _blobs = new Blobs();

    [OneTimeTearDown]
    public void Remove() => _blobs.Dispose();

    [TestCase(GanNetwork.Dcgan)]
    [TestCase(GanNetwork.WganGp)]
    public void A_training_that_was_stopped_ends_where_one_ends_that_was_not(GanNetwork network)
    {
        GanSettings settings = Tiny(network);
        GanRunOptions whole = Options(6);
        GanTraining.Run(settings, whole);

        // The first part is cut off in the middle of the time between checkpoints.
        GanRunOptions parts = Options(6);
        using CancellationTokenSource stop = new();
        Assert.That(
            () => GanTraining.Run(settings, parts with { Progress = new StopAt(3, stop) }, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        GanResult result = GanTraining.Run(settings, parts with { Resume = true });

        Assert.That(result.Steps, Is.EqualTo(6));
        Assert.That(
            File.ReadAllBytes(Path.Combine(parts.Folder, "generator.onnx")),
            Is.EqualTo(File.ReadAllBytes(Path.Combine(whole.Folder, "generator.onnx"))));
        Assert.That(StateOf(parts.Folder), Is.EqualTo(StateOf(whole.Folder)));
    }

    [Test]
    public void A_kill_loses_only_what_came_after_the_last_checkpoint()
    {
        GanSettings settings = Tiny(GanNetwork.Dcgan);
        GanRunOptions whole = Options(6);
        GanTraining.Run(settings, whole);
        GanRunOptions killed = Options(6) with { CheckpointEvery = 2 };
        GanTraining.Run(settings, killed with { Steps = 4, EvalEvery = 100 });
        byte[] checkpoint = File.ReadAllBytes(Path.Combine(killed.Folder, "checkpoint.npz"));
        GanTraining.Run(settings, killed with { Steps = 5, Resume = true });

        // As if the kill had come before the checkpoint after step 5.
        File.WriteAllBytes(Path.Combine(killed.Folder, "checkpoint.npz"), checkpoint);
        GanTraining.Run(settings, killed with { Resume = true });

        Assert.That(StateOf(killed.Folder), Is.EqualTo(StateOf(whole.Folder)));
    }

    [Test]
    public void The_number_of_threads_does_not_change_the_parameters()
    {
        GanRunOptions one = Options(2) with { Threads = 1 }, two = Options(2) with { Threads = 2 };
        GanSettings settings = Tiny(GanNetwork.Dcgan) with { Filters = 8, BatchSize = 16 };

        GanTraining.Run(settings, one);
        GanTraining.Run(settings, two);

        Assert.That(StateOf(two.Folder), Is.EqualTo(StateOf(one.Folder)));
    }

    [Test]
    public void Another_seed_trains_another_generator()
    {
        GanRunOptions first = Options(1), second = Options(1);
        GanTraining.Run(Tiny(GanNetwork.Dcgan), first);
        GanTraining.Run(Tiny(GanNetwork.Dcgan) with { Seed = 2 }, second);

        Assert.That(StateOf(second.Folder), Is.Not.EqualTo(StateOf(first.Folder)));
    }

    [Test]
    public void The_best_generator_is_a_model_of_any_number_of_latent_vectors()
    {
        GanRunOptions options = Options(2);
        GanTraining.Run(Tiny(GanNetwork.Dcgan), options);

        using InferenceSession session = new(Path.Combine(options.Folder, "generator.onnx"));
        using OrtValue z = OrtValue.CreateTensorValueFromMemory(new float[5 * 100], [5, 100]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> images = session.Run(run, ["z"], [z], ["images"]);

        Assert.That(images[0].GetTensorTypeAndShape().Shape, Is.EqualTo(new long[] { 5, 3, 32, 32 }));
        Assert.That(images[0].GetTensorDataAsSpan<float>().ToArray(), Has.All.InRange(-1, 1));
    }

    [Test]
    public void The_score_is_the_one_that_a_gate_measures()
    {
        GanRunOptions options = Options(1) with { EvalSamples = 64 };
        GanResult result = GanTraining.Run(Tiny(GanNetwork.Dcgan), options);

        // The grid of 8 x 8 samples, two pixels apart, holds all of them.
        string folder = Directory.CreateTempSubdirectory("gangate-samples-").FullName;
        RgbImage grid = ImageFile.Decode(Path.Combine(options.Folder, "samples-0000001.png"), "grid");
        for (int i = 0; i < 64; i++) PngFile.Write(Path.Combine(folder, $"{i:D2}.png"), Cut(grid, (i % 8 * 34) + 2, (i / 8 * 34) + 2));
        Score gate = Measurement.Compare(folder, _blobs.Folder, new MeasurementOptions { Protocol = "pyramid" });

        Assert.That(result.Curve.Points[^1].Score, Is.EqualTo(gate.Value).Within(1e-9 * gate.Value));
    }

    [Test]
    public void A_curve_tells_the_settings_the_assumptions_and_every_score()
    {
        GanRunOptions options = Options(4) with { EvalEvery = 2 };
        GanResult result = GanTraining.Run(Tiny(GanNetwork.Dcgan), options);

        Assert.That(result.Curve.Points.Select(point => point.Step), Is.EqualTo(new long[] { 0, 2, 4 }));
        Assert.That(result.Curve.Best!.Score, Is.EqualTo(result.Curve.Points.Min(point => point.Score)));
        Assert.That(result.Curve.Assumptions.Select(assumption => assumption.Id), Is.EqualTo(new[] { "A1", "A2", "A4", "A5" }));
        Assert.That(File.ReadAllText(Path.Combine(options.Folder, "curve.json")), Does.Contain("\"network\": \"dcgan\"").IgnoreCase);
    }

    [Test]
    public void Patience_ends_a_training_whose_score_does_not_fall()
    {
        // With rates of zero nothing but the running averages moves; the generator stays what it was.
        GanSettings still = Tiny(GanNetwork.WganGp) with { DiscriminatorRate = new Schedule(0), GeneratorRate = new Schedule(0) };
        GanResult result = GanTraining.Run(still, Options(1000) with { EvalEvery = 1, Patience = 3 });

        Assert.That(result.StoppedEarly, Is.True);
        Assert.That(result.Steps, Is.EqualTo(result.Curve.Best!.Step + 3).And.LessThan(1000));
    }

    [Test]
    public void A_training_that_diverges_stops_and_keeps_its_checkpoint()
    {
        GanRunOptions options = Options(200) with { EvalEvery = 1000 };
        GanSettings wild = Tiny(GanNetwork.WganGp) with { GeneratorRate = new Schedule(1e30), DiscriminatorRate = new Schedule(1e30) };

        GanGateException? failure = Assert.Throws<GanGateException>(() => GanTraining.Run(wild, options));

        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.TrainingDiverged));
        Assert.That(failure.Message, Does.Contain("lower").And.Contain("checkpoint is kept"));
        Assert.That(StateOf(options.Folder).SelectMany(values => values), Has.All.InRange(float.MinValue, float.MaxValue));
    }

    [Test]
    public void What_cannot_be_trained_is_refused()
    {
        GanRunOptions trained = Options(1);
        GanTraining.Run(Tiny(GanNetwork.Dcgan), trained);
        GanRunOptions fresh = Options(1);
        Assert.Multiple(() =>
        {
            Refuses(ErrorCodes.TooFewToTrain, "fewer than one mini-batch of 64", Tiny(GanNetwork.Dcgan) with { BatchSize = 64 }, fresh);
            Refuses(ErrorCodes.OutputUnwritable, "not empty", Tiny(GanNetwork.Dcgan), trained);
            Refuses(ErrorCodes.CheckpointMissing, "holds no checkpoint", Tiny(GanNetwork.Dcgan), fresh with { Resume = true });
            GanSettings other = Tiny(GanNetwork.Dcgan) with { WeightDecay = 1 };
            Refuses(ErrorCodes.CheckpointMissing, "of another training", other, trained with { Resume = true });
            Refuses(
                ErrorCodes.ProtocolNotNamed, "protocol", Tiny(GanNetwork.Dcgan), fresh with { Measurement = new MeasurementOptions() });
            Refuses(ErrorCodes.SourceMissing, "/nowhere", Tiny(GanNetwork.Dcgan), fresh with { Source = "/nowhere" });
        });
    }

    [Test]
    public void What_a_training_learns_from_and_is_measured_by_stays_the_same()
    {
        string photos = _blobs.Temporary("photos"), others = _blobs.Temporary("others"), painted = _blobs.Temporary("painted");
        Copy(photos, name => name);
        Copy(others, name => "x" + name);
        Copy(painted, name => name);
        File.Copy(Path.Combine(painted, "01.png"), Path.Combine(painted, "00.png"), overwrite: true);
        GanRunOptions trained = Options(1) with { Source = photos, Reference = _blobs.Folder };
        GanSettings settings = Tiny(GanNetwork.Dcgan);
        GanTraining.Run(settings, trained);
        GanRunOptions again = trained with { Resume = true };
        string checkpoint = Path.Combine(trained.Folder, "checkpoint.npz");
        byte[] before = File.ReadAllBytes(checkpoint);

        Assert.Multiple(() =>
        {
            Refuses(ErrorCodes.CheckpointMissing, "it was trained with", settings with { Filters = 4 }, again);
            Refuses(ErrorCodes.CheckpointMissing, "it learnt from other images", settings, again with { Source = others });
            Refuses(ErrorCodes.CheckpointMissing, "it learnt from other images", settings, again with { Source = painted });
            Refuses(ErrorCodes.CheckpointMissing, "cut to their shorter side, not a square of 16", settings, again with { Crop = 16 });
            Refuses(ErrorCodes.CheckpointMissing, "against another reference", settings, again with { Reference = others });
            Refuses(ErrorCodes.CheckpointMissing, "against another reference", settings, again with { Reference = null });
        });
        Assert.That(File.ReadAllBytes(checkpoint), Is.EqualTo(before));
        Assert.That(GanTraining.Run(settings, again with { Steps = 2 }).Steps, Is.EqualTo(2));
    }

    [Test]
    public void Scores_of_another_protocol_of_the_same_name_do_not_go_on()
    {
        Curve curve = Curve.Start(Gan.Of(Tiny(GanNetwork.Dcgan)), "photos", 40, "FID");
        TrainingData data = new("images", null, "sha256:one", null);
        CheckpointMeta meta = new(0, 0, curve, data);

        meta.Require(curve, data, 8);
        Assert.That(
            () => meta.Require(curve, data with { Protocol = "sha256:other" }, 8),
            Throws.TypeOf<GanGateException>().With.Message.Contains("its FID is of another protocol"));
    }

    [TestCase(0, TestName = "A training that was stopped during its first evaluation goes on")]
    [TestCase(1, TestName = "A training that was stopped during a later evaluation loses no step")]
    public void A_training_that_was_stopped_during_an_evaluation_goes_on(int evaluation)
    {
        GanSettings settings = Tiny(GanNetwork.Dcgan);
        GanRunOptions whole = Options(4) with { EvalEvery = 2 }, parts = Options(4) with { EvalEvery = 2 };
        GanResult expected = GanTraining.Run(settings, whole);
        using CancellationTokenSource stop = new();
        MeasurementOptions stopping = parts.Measurement with { Progress = new StopDuring(evaluation, stop) };

        Assert.That(
            () => GanTraining.Run(settings, parts with { Measurement = stopping }, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        long kept = StepOf(parts.Folder);
        GanResult result = GanTraining.Run(settings, parts with { Resume = true });

        Assert.That(kept, Is.EqualTo(2 * evaluation));
        Assert.That(
            result.Curve.Points.Select(point => (point.Step, point.Score)), Is.EqualTo(expected.Curve.Points.Select(point => (point.Step, point.Score))));
        Assert.That(StateOf(parts.Folder), Is.EqualTo(StateOf(whole.Folder)));
    }

    [Test]
    public void A_damaged_checkpoint_is_named()
    {
        GanRunOptions options = Options(1);
        GanTraining.Run(Tiny(GanNetwork.Dcgan), options);
        string path = Path.Combine(options.Folder, "checkpoint.npz");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);

        Refuses(ErrorCodes.CheckpointMissing, path, Tiny(GanNetwork.Dcgan), options with { Resume = true });
    }

    private static void Refuses(ErrorCode code, string reason, GanSettings settings, GanRunOptions options)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => GanTraining.Run(settings, options));
        Assert.That(failure!.Error, Is.EqualTo(code));
        Assert.That(failure.Message, Does.Contain(reason));
    }

    private static GanSettings Tiny(GanNetwork network) => GanSettings.Paper(network) with { Filters = 2, BatchSize = 8 };

    private GanRunOptions Options(long steps) => new()
    {
        Source = _blobs.Folder,
        Folder = _blobs.Temporary("run"),
        Steps = steps,
        EvalSamples = 8,
        Threads = 1,
        Measurement = new MeasurementOptions { Protocol = "pyramid" },
    };

    private static List<float[]> StateOf(string folder)
    {
        using Archives.NpzReader archive = Archives.NpzReader.Open(Path.Combine(folder, "checkpoint.npz"));
        return [.. archive.Names.Where(name => name.Contains('.')).Order(StringComparer.Ordinal).Select(archive.Read<float>)];
    }

    private static RgbImage Cut(RgbImage grid, int left, int top)
    {
        byte[] pixels = new byte[32 * 32 * 3];
        for (int row = 0; row < 32; row++)
        {
            grid.Pixels.AsSpan((((top + row) * grid.Width) + left) * 3, 96).CopyTo(pixels.AsSpan(row * 96));
        }

        return new RgbImage("", 32, 32, pixels);
    }

    private static long StepOf(string folder)
    {
        using Archives.NpzReader archive = Archives.NpzReader.Open(Path.Combine(folder, "checkpoint.npz"));
        return System.Text.Json.Nodes.JsonNode.Parse(archive.ReadText("meta")[0])!["step"]!.GetValue<long>();
    }

    private void Copy(string folder, Func<string, string> rename)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(_blobs.Folder)) File.Copy(file, Path.Combine(folder, rename(Path.GetFileName(file))));
    }

    // Measurements of samples begin again at the first image.
    private sealed class StopDuring(int evaluation, CancellationTokenSource stop) : IProgress<MeasurementProgress>
    {
        private int _last = int.MaxValue, _seen = -1;

        public void Report(MeasurementProgress value)
        {
            if (value.Source != "samples") return;
            if (value.Done <= _last) _seen++;
            _last = value.Done;
            if (_seen == evaluation) stop.Cancel();
        }
    }

    private sealed class StopAt(long step, CancellationTokenSource stop) : IProgress<GanProgress>
    {
        public void Report(GanProgress value)
        {
            if (value.Step == step) stop.Cancel();
        }
    }
}
