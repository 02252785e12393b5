using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace GanGate.Tests.Playing;

/// <summary>Plays a composite action as a runner does: its steps in order, scripts for real, other actions as stand-ins.</summary>
internal sealed class ActionRun
{
    private readonly YamlNode _action = Yaml.Read(Path.Combine(Repository.Root, "action.yml"));
    private readonly Dictionary<string, Dictionary<string, string>> _outputs = [];
    private readonly Job _job;
    private bool _failed;

    private ActionRun(Job job) => _job = job;

    /// <summary>Whether the job goes on after the action.</summary>
    public bool Succeeded => !_failed;

    /// <summary>The action's outputs.</summary>
    public Dictionary<string, string> Outputs { get; } = [];

    /// <summary>What the scripts wrote.</summary>
    public string Log { get; private set; } = "";

    /// <summary>The commands that the runner would have found in the log, but for the warning of few samples: the sets of these tests are small.</summary>
    public LogCommand[] Commands => [.. LogCommand.In(Log).Where(command => !OfSmallSets.Any(code => command.Message.StartsWith(code, StringComparison.Ordinal)))];

    // Sets of few images score so high that a limit which they keep lets everything go.
    private static readonly string[] OfSmallSets = ["GG1007: ", "GG1011: "];

    /// <summary>What the summary of the job shows.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>The other actions that were used, with their inputs.</summary>
    public List<(string Action, Dictionary<string, string> With)> Used { get; } = [];

    /// <summary>What <c>steps.ID.outcome</c> is to the rest of the job.</summary>
    public string Outcome => _failed ? "failure" : "success";

    public Dictionary<string, string> WithOf(string action) => Used.Single(used => used.Action == action).With;

    /// <summary>Plays the action.</summary>
    /// <param name="job">The job that it is a step of.</param>
    /// <param name="inputs">What the workflow gives under <c>with</c>.</param>
    /// <param name="misspelt">Whether there may be inputs that the action has not, of which a runner only warns.</param>
    public static async Task<ActionRun> Of(Job job, Dictionary<string, string> inputs, bool misspelt = false)
    {
        ActionRun run = new(job);
        string[] known = [.. run._action.At("inputs").Pairs().Select(pair => pair.Key)];
        if (!misspelt) Assert.That(inputs.Keys, Is.SubsetOf(known), "the action has no such input");
        foreach (YamlNode step in run._action.At("runs").At("steps").Items()) await run.Play(step, inputs);

        foreach ((string name, YamlNode output) in run._action.At("outputs").Pairs())
        {
            run.Outputs[name] = Expression.Expand(output.TextAt("value")!, value => run.Value(value, inputs), run.Status);
        }

        return run;
    }

    private async Task Play(YamlNode step, Dictionary<string, string> inputs)
    {
        if (!Expression.Holds(step.TextAt("if"), value => Value(value, inputs), Status)) return;

        string Expand(YamlNode text) => Expression.Expand(((YamlScalarNode)text).Value!, value => Value(value, inputs), Status);
        Dictionary<string, string> outputs;
        if (step.TextAt("uses") is string uses)
        {
            Dictionary<string, string> with = step.At("with").Pairs().ToDictionary(pair => pair.Key, pair => Expand(pair.Value));
            string action = uses.Split('@')[0];
            Used.Add((action, with));
            outputs = _job.StandIn(action, with);
        }
        else
        {
            Assert.That(step.TextAt("shell"), Is.EqualTo("bash"));
            StepRun result = await _job.Run(
                step.TextAt("run")!, step.At("env").Pairs().ToDictionary(pair => pair.Key, pair => Expand(pair.Value)));
            _failed |= result.ExitCode != 0;
            Log += result.Log;
            Summary += result.Summary;
            outputs = result.Outputs;
        }

        if (step.TextAt("id") is string id) _outputs[id] = outputs;
    }

    private bool Status(string function) => function switch
    {
        "always" => true,
        "failure" => _failed,
        "success" => !_failed,
        _ => false,
    };

    private string Value(string path, Dictionary<string, string> inputs)
    {
        string[] parts = path.Split('.');
        return parts switch
        {
            ["inputs"] => AllInputs(inputs),
            ["inputs", string name] => inputs.GetValueOrDefault(name) ?? Default(name, inputs),
            ["steps", string id, "outputs", string name] => _outputs.GetValueOrDefault(id)?.GetValueOrDefault(name) ?? "",
            ["runner", "temp"] => _job.Temp,
            ["github", "job"] => _job.Name,
            ["github", "token"] => _job.Token,
            ["strategy", "job-index"] => _job.Index,
            _ => throw new AssertionException($"the value '{path}' is not played"),
        };
    }

    // As the runner's toJSON writes them, unknown ones among them (actions/runner, ActionRunner and CompositeActionHandler).
    private string AllInputs(Dictionary<string, string> inputs)
    {
        JsonObject all = [];
        foreach ((string name, string value) in inputs) all[name] = value;
        foreach ((string name, _) in _action.At("inputs").Pairs()) all.TryAdd(name, Default(name, inputs));
        return all.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private string Default(string name, Dictionary<string, string> inputs)
    {
        YamlNode? input = _action.At("inputs").At(name);
        Assert.That(input, Is.Not.Null, $"there is no input '{name}'");
        return input.TextAt("default") is string text ? Expression.Expand(text, value => Value(value, inputs), Status) : "";
    }
}
