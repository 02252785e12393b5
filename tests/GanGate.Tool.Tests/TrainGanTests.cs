namespace GanGate.Tests;

public class TrainGanTests
{
    private static readonly string[] Tiny =
        ["--protocol", "pyramid", "--filters", "2", "--mini-batch", "8", "--eval-samples", "8", "--steps", "2"];

    [TestCase("dcgan")]
    [TestCase("wgan-gp")]
    public async Task A_training_writes_its_files_and_tells_the_score(string network)
    {
        string folder = DemoSet.Temporary("run");
        GanGateCommand command = await GanGateCommand.Run(["train", network, DemoSet.Folders.Good, "--out", folder, .. Tiny]);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(command.Out, Does.Contain("FD (pyramid) along the training").And.Contain("A2 not met").And.Contain("generator.onnx"));
        Assert.That(command.Error, Does.Contain("step 2 of 2, score").And.Contain("gradient norms"));
        Assert.That(
            Directory.GetFiles(folder).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "checkpoint.npz", "curve.json", "generator.onnx", "samples-0000000.png", "samples-0000002.png" }));
    }

    [Test]
    public async Task Networks_that_fit_into_no_memory_are_refused_in_one_line()
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", DemoSet.Temporary("run"), "--protocol", "pyramid", "--mini-batch", "8", "--steps", "1", "--filters", "100000000"]);

        Assert.That(command.ExitCode, Is.EqualTo(3));
        Assert.That(command.ErrorLines.Single(), Does.StartWith("gangate : error GG4018: these networks need ").And.EndWith(
            " numbers in one place, more than any memory holds: use smaller --filters or --mini-batch"));
    }

    [TestCase("dcgan", "uniform")]
    [TestCase("wgan-gp", "normal")]
    public async Task The_generator_of_a_training_is_a_source_of_a_gate(string network, string latent)
    {
        string folder = DemoSet.Temporary("run");
        await GanGateCommand.Run(["train", network, DemoSet.Folders.Good, "--out", folder, .. Tiny]);
        GanGateCommand gate = await GanGateCommand.Run(
            "gate", "--generated", Path.Combine(folder, "generator.onnx"), "--reference", DemoSet.Statistics, "--num", "40",
            "--max-fid", "0.001", "--json");

        Assert.That(gate.ExitCode, Is.EqualTo(1), gate.Error);
        Assert.That((int?)gate.Json["generated"]!["count"], Is.EqualTo(40));
        Assert.That((string?)gate.Json["generated"]!["generator"]!["distribution"], Is.EqualTo(latent));
        Assert.That((double)gate.Json["value"]!, Is.Positive);
    }

    [Test]
    public async Task A_latent_distribution_that_is_not_the_generators_is_refused()
    {
        string folder = DemoSet.Temporary("run"), generator = Path.Combine(folder, "generator.onnx");
        await GanGateCommand.Run(["train", "dcgan", DemoSet.Folders.Good, "--out", folder, .. Tiny]);
        GanGateCommand wrong = await GanGateCommand.Run("fid", generator, DemoSet.Statistics, "--num", "10", "--latent", "normal");

        Assert.That(wrong.ErrorLines.Single(), Does.Contain("GG2043").And.Contain("its latent numbers are uniform, --latent says normal"));
    }

    [TestCase("dcgan", "the rate of the discriminator; 1e-4 by default.", "the rate of the generator; 5e-4 by default, 1e-4 with one time-scale.")]
    [TestCase("wgan-gp", "the rate of the discriminator; 3e-4 by default, 1e-4 with", "of the generator; 1 by default, 5 with one time-scale.")]
    [TestCase("wgan-gp-text", "the rate of the generator; 1e-4 by default.", "of the generator; 1 by default, 10 with one time-scale.")]
    public async Task The_help_names_the_rates_that_are_taken(string network, params string[] defaults)
    {
        GanGateCommand help = await GanGateCommand.Run("train", network, "--help");
        string text = string.Join(' ', help.Out.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

        foreach (string one in defaults) Assert.That(text, Does.Contain(one));
    }

    [Test]
    public async Task A_training_goes_on_with_more_steps()
    {
        string folder = DemoSet.Temporary("run");
        await GanGateCommand.Run(["train", "dcgan", DemoSet.Folders.Good, "--out", folder, .. Tiny]);
        GanGateCommand more = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", folder, .. Tiny[..^1], "3", "--resume", "--json"]);

        Assert.That(more.ExitCode, Is.Zero, more.Error);
        Assert.That((int?)more.Json["steps"], Is.EqualTo(3));
        Assert.That(more.Json["curve"]!["points"]!.AsArray().Select(point => (int)point!["step"]!), Is.EqualTo(new[] { 0, 2, 3 }));
    }

    [TestCase("--size is 32 or 64, not 48", "--size", "48")]
    [TestCase("--mini-batch must be at least 2", "--mini-batch", "1")]
    [TestCase("--optimiser sgd needs rates of its own, such as --d-rate 0.02 --g-rate 0.1", "--optimiser", "sgd")]
    [TestCase("--optimiser momentum needs rates of its own", "--optimiser", "momentum", "--d-rate", "0.02")]
    public async Task Options_that_make_no_sense_are_usage_errors(string message, params string[] options)
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", DemoSet.Temporary("run"), "--protocol", "pyramid", .. options]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain(message));
    }

    [TestCase("GG2062", "--mini-batch", "5000")]
    [TestCase("GG2061", "--resume")]
    public async Task What_cannot_be_trained_says_so(string code, params string[] options)
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", DemoSet.Temporary("run"), "--protocol", "pyramid", .. options]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain(code));
    }

    [Test]
    public async Task Two_time_scales_are_compared_with_one_and_the_comparison_goes_on()
    {
        string folder = DemoSet.Temporary("runs"), plot = DemoSet.Temporary("plot.svg");
        string[] compare = ["train", "compare", DemoSet.Folders.Good, "--out", folder, "--runs", "2", .. Tiny];
        GanGateCommand text = await GanGateCommand.Run([.. compare, "--plot", plot]);
        GanGateCommand again = await GanGateCommand.Run([.. compare, "--resume", "--json"]);

        Assert.That(text.ExitCode, Is.Zero, text.Error);
        Assert.That(text.Out, Does.Contain("ttur: b = 1e-4, a = 5e-4").And.Contain("orig: b = 1e-4, a = 1e-4").And.Contain("best"));
        Assert.That(
            Directory.GetDirectories(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "orig-1", "orig-2", "ttur-1", "ttur-2" }));
        Assert.That(System.Xml.Linq.XDocument.Load(plot).Root!.Elements().Count(element => element.Name.LocalName == "g"), Is.EqualTo(3));
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(again.Error, Does.Not.Contain("step"), "nothing was trained anew");
        Assert.That(again.Json["rules"]!.AsArray().Select(rule => (string?)rule!["name"]), Is.EqualTo(new[] { "ttur", "orig" }));
        Assert.That((double)again.Json["rules"]![0]!["points"]![1]!["mean"]!, Is.Positive);
    }

    [Test]
    public async Task A_run_that_diverges_does_not_end_a_comparison()
    {
        GanGateCommand text = await GanGateCommand.Run(
            ["train", "compare", DemoSet.Folders.Good, "--out", DemoSet.Temporary("runs"), "--runs", "1", .. Tiny, "--network", "wgan-gp",
            "--rules", "ttur:1e30:1e30,orig"]);

        Assert.That(text.ExitCode, Is.Zero, text.Error);
        Assert.That(text.Out, Does.Contain("run 1 diverged (GG2060) after its score at step 0").And.Contain("orig: b = 1e-4"));
    }

    [Test]
    public async Task Optimisers_are_compared_by_what_their_generators_reach()
    {
        GanGateCommand text = await GanGateCommand.Run(
            ["train", "compare", DemoSet.Folders.Good, "--out", DemoSet.Temporary("runs"), "--runs", "1", .. Tiny,
            "--rules", "ttur,sgd:0.02:0.1", "--modes"]);

        Assert.That(text.ExitCode, Is.Zero, text.Error);
        Assert.That(text.Out, Does.Contain("sgd: b = 2e-2, a = 1e-1").And.Contain("ttur: b = 1e-4, a = 5e-4"));
        Assert.That(
            text.Out.Split('\n').Count(line => line.Contains("best generator of run 1: recall 0.") && line.Contains("among 8 samples")),
            Is.EqualTo(2));
    }

    [Test]
    public async Task Rules_of_text_are_compared_by_its_divergence()
    {
        string text = DemoSet.Temporary("text.txt");
        await File.WriteAllLinesAsync(text, Enumerable.Range(0, 50).Select(i => $"line {i} of a text"));
        GanGateCommand command = await GanGateCommand.Run(
            "train", "compare", text, "--out", DemoSet.Temporary("runs"), "--runs", "1", "--network", "wgan-gp-text", "--filters", "2",
            "--mini-batch", "8", "--eval-samples", "20", "--steps", "1", "--length", "8", "--n", "2", "--json");

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That((string?)command.Json["metric"], Is.EqualTo("JSD-2"));
        Assert.That(
            command.Json["rules"]!.AsArray().Select(rule => (int)rule!["settings"]!["criticSteps"]!), Is.EqualTo(new[] { 1, 10 }));
        Assert.That(command.Json["rules"]!.AsArray().Select(rule => (int)rule!["settings"]!["size"]!), Is.All.EqualTo(8));
    }

    [TestCase("--rules names some of ttur, orig, sgd, momentum", "--rules", "ttur,adam")]
    [TestCase("--rules names some of", "--rules", "ttur,ttur")]
    [TestCase("--rules names some of", "--rules", "sgd:0.1")]
    [TestCase("--rules names some of", "--rules", "sgd:0:0.1")]
    [TestCase("sgd needs rates of its own", "--rules", "ttur,sgd")]
    [TestCase("--length has no effect here: it is for text, not for images", "--length", "8")]
    [TestCase("--size has no effect here: it is for images, not for text", "--network", "wgan-gp-text", "--size", "32")]
    [TestCase("--modes has no effect here: it is for images, not for text", "--network", "wgan-gp-text", "--modes")]
    public async Task Rules_and_options_that_do_not_go_together_are_usage_errors(string message, params string[] options)
    {
        string folder = DemoSet.Temporary("runs");
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "compare", DemoSet.Folders.Good, "--out", folder, "--runs", "1", .. Tiny, .. options]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain(message));
        Assert.That(folder, Does.Not.Exist);
    }

    [Test]
    public async Task Modes_need_the_images_of_the_reference()
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "compare", DemoSet.Folders.Good, "--out", DemoSet.Temporary("runs"), "--runs", "1", .. Tiny, "--modes",
            "--reference", DemoSet.Statistics]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("--modes needs images as the reference"));
    }

    [Test]
    public async Task A_search_of_which_every_pair_diverges_says_so()
    {
        string folder = DemoSet.Temporary("runs");
        string[] compare =
            ["train", "compare", DemoSet.Folders.Good, "--out", folder, "--runs", "1", .. Tiny, "--rates", "1e-4,1e30", "--grid-steps", "2"];
        GanGateCommand command = await GanGateCommand.Run([.. compare, "--network", "wgan-gp"]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2060").And.Contain("with every pair of the rates"));
    }

    [Test]
    public async Task The_rates_of_a_search_are_those_of_the_runs()
    {
        string folder = DemoSet.Temporary("runs");
        string[] compare =
            ["train", "compare", DemoSet.Folders.Good, "--out", folder, "--runs", "1", .. Tiny, "--rates", "1e-4,1e-3", "--grid-steps", "1"];
        GanGateCommand text = await GanGateCommand.Run(compare);
        GanGateCommand json = await GanGateCommand.Run([.. compare, "--resume", "--json"]);

        Assert.That(text.ExitCode, Is.Zero, text.Error);
        foreach (System.Text.Json.Nodes.JsonNode? rule in json.Json["rules"]!.AsArray())
        {
            (double B, double A, double Score)[] trials = [.. rule!["trials"]!.AsArray().Select(trial =>
                ((double)trial!["discriminatorRate"]!, (double)trial["generatorRate"]!, (double)trial["score"]!))];
            bool equal = (string?)rule["name"] == "orig";
            Assert.That(trials, Has.Length.EqualTo(2).And.All.Matches<(double B, double A, double)>(trial => trial.A == trial.B == equal));
            Assert.That(trials, Is.Ordered.By("Item3"));
            Assert.That((double)rule["settings"]!["discriminatorRate"]!["rate"]!, Is.EqualTo(trials[0].B));
            Assert.That((double)rule["settings"]!["generatorRate"]!["rate"]!, Is.EqualTo(trials[0].A));
        }

        Assert.That(text.Out, Does.Contain("tried b = 1e-4, a = 1e-3: ").And.Contain("tried b = 1e-3, a = 1e-3: "));
    }

    [TestCase("--rates", "1e-4,fast", "--rates needs different numbers above 0 such as 1e-4,5e-4, not '1e-4,fast'")]
    [TestCase("--rates", "1e-4", "two time-scales need two rates")]
    public async Task A_search_without_candidates_is_a_usage_error(string option, string value, string message)
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "compare", DemoSet.Folders.Good, "--out", DemoSet.Temporary("runs"), .. Tiny, option, value]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain(message));
    }

    [TestCase("sgd")]
    [TestCase("momentum")]
    public async Task Other_optimisers_than_adam_are_taken(string optimiser)
    {
        string[] train = ["train", "dcgan", DemoSet.Folders.Good, .. Tiny, "--d-rate", "0.01", "--g-rate", "0.01", "--json"];
        GanGateCommand adam = await GanGateCommand.Run([.. train, "--out", DemoSet.Temporary("run")]);
        GanGateCommand other = await GanGateCommand.Run([.. train, "--out", DemoSet.Temporary("run"), "--optimiser", optimiser]);

        Assert.That(((string?)other.Json["curve"]!["settings"]!["optimiser"])!.ToLowerInvariant(), Is.EqualTo(optimiser));
        Assert.That(
            (double)other.Json["curve"]!["points"]![1]!["score"]!, Is.Not.EqualTo((double)adam.Json["curve"]!["points"]![1]!["score"]!));
    }

    [Test]
    public async Task An_optimiser_that_is_not_known_is_a_usage_error()
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", DemoSet.Temporary("run"), .. Tiny, "--optimiser", "rmsprop"]);

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("--optimiser is one of adam, sgd, momentum, not 'rmsprop'"));
    }

    [Test]
    public async Task A_network_that_is_not_known_is_a_usage_error()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "train", "compare", DemoSet.Folders.Good, "--out", DemoSet.Temporary("runs"), "--network", "began", "--protocol", "pyramid");

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("not 'began'"));
    }
}
