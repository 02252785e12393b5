using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace GanGate.Tests;

public class TrainToyTests
{
    [TestCase("saddle", 4)]
    [TestCase("flow", 4)]
    [TestCase("adam-ode", 8)]
    [TestCase("heavy-ball", 2)]
    public async Task A_small_experiment_writes_one_object_and_its_plot(string name, int rows)
    {
        string plot = DemoSet.Temporary("plot.svg");
        GanGateCommand command = await GanGateCommand.Run("train", name, "--json", "--plot", plot);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That((string?)command.Json["experiment"], Is.EqualTo(name));
        Assert.That(command.Json["rows"]!.AsArray(), Has.Count.EqualTo(rows));
        Assert.That(
            XDocument.Load(plot).Descendants().Count(element => (string?)element.Attribute("class") is ['s', 'e', 'r', 'i', 'e', 's', ..]),
            Is.GreaterThan(1));
    }

    [Test]
    public async Task Steps_and_seed_are_taken()
    {
        JsonNode first = (await GanGateCommand.Run("train", "saddle", "--steps", "50", "--seed", "3", "--json")).Json;
        JsonNode again = (await GanGateCommand.Run("train", "saddle", "--steps", "50", "--seed", "3", "--json")).Json;
        JsonNode other = (await GanGateCommand.Run("train", "saddle", "--steps", "50", "--seed", "4", "--json")).Json;

        Assert.That(again.ToJsonString(), Is.EqualTo(first.ToJsonString()));
        Assert.That(other.ToJsonString(), Is.Not.EqualTo(first.ToJsonString()));
    }

    [Test]
    public async Task A_step_that_never_comes_is_never_and_not_a_number()
    {
        GanGateCommand text = await GanGateCommand.Run("train", "saddle"), json = await GanGateCommand.Run("train", "saddle", "--json");

        Assert.That(text.Out, Does.Match("distance, first below 0.1 +never\n").And.Not.Contain("5001"));
        Assert.That(json.Json["rows"]!.AsArray().Select(row => row!["distance, first below 0.1"]), Has.Some.Null.And.Some.Not.Null);
    }

    [Test]
    public async Task What_has_no_noise_has_no_seed()
    {
        GanGateCommand command = await GanGateCommand.Run("train", "heavy-ball", "--seed", "3");

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("--seed"));
    }

    [Test]
    public async Task An_experiment_that_is_not_known_is_a_usage_error()
    {
        GanGateCommand command = await GanGateCommand.Run("train", "sadle");

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("gangate train --help"));
    }

    [Test]
    public async Task A_plot_that_cannot_be_written_is_found_first()
    {
        GanGateCommand command = await GanGateCommand.Run("train", "heavy-ball", "--plot", "/nowhere/plot.svg");

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2010"));
        Assert.That(command.Out, Is.Empty);
    }
}
