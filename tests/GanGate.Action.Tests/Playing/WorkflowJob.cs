using YamlDotNet.RepresentationModel;

namespace GanGate.Tests.Playing;

/// <summary>Plays the steps of a workflow's job: scripts for real, this action by its own steps, other actions not at all.</summary>
internal static class WorkflowJob
{
    /// <summary>Plays a job.</summary>
    /// <param name="job">Where.</param>
    /// <param name="steps">The job's steps.</param>
    /// <param name="values">The values of <c>matrix.os</c> and the like.</param>
    /// <param name="tool">The command that the action takes.</param>
    /// <returns>The log of the step that failed the job; null when none did.</returns>
    public static async Task<string?> Play(Job job, YamlNode steps, Dictionary<string, string> values, string tool)
    {
        values = new(values);
        foreach (YamlNode step in steps.Items())
        {
            Assert.That(step.TextAt("if"), Is.Null, "conditions of workflows are not played");
            (bool failed, string log) = await PlayStep(job, step, values, tool);
            if (failed && step.TextAt("continue-on-error") != "true") return log;
        }

        return null;
    }

    private static async Task<(bool Failed, string Log)> PlayStep(Job job, YamlNode step, Dictionary<string, string> values, string tool)
    {
        Dictionary<string, string> Expanded(string key) => step.At(key).Pairs().ToDictionary(
            pair => pair.Key,
            pair => Expression.Expand(((YamlScalarNode)pair.Value).Value!, value => values[value], _ => true));

        if (step.TextAt("run") is string script)
        {
            StepRun result = await job.Run(script, Expanded("env"));
            return (result.ExitCode != 0, result.Log);
        }

        if (step.TextAt("uses") != "./") return (false, "");

        Dictionary<string, string> inputs = Expanded("with");
        inputs["tool"] = tool;
        ActionRun run = await ActionRun.Of(job, inputs);
        if (step.TextAt("id") is string id)
        {
            foreach ((string name, string value) in run.Outputs) values[$"steps.{id}.outputs.{name}"] = value;
            values[$"steps.{id}.outcome"] = run.Outcome;
        }

        return (!run.Succeeded, run.Log);
    }
}
