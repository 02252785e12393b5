using GanGate.Gating;
using GanGate.Settings;

namespace GanGate.NUnit;

/// <summary>The words of whoever writes tests: constraints for the rules of a gate, members of the options for the rest.</summary>
internal sealed class TestWords : Words
{
    /// <summary>These words.</summary>
    public static TestWords Instance { get; } = new();

    /// <inheritdoc/>
    public override string Spell(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <inheritdoc/>
    public override string Say(Advice advice) => advice.Kind == AdviceKind.Calibrate ? "'gangate calibrate'" : OfLibrary.Say(advice);

    /// <inheritdoc/>
    public override string Say(SaidSetting said) =>
        said.Value is null ? Name(said.Setting) : $"{Name(said.Setting)} = \"{said.Value}\"";

    protected override string Name(Setting setting) =>
        setting == Setting.MaxFid ? "Is.FidBelow"
        : setting == Setting.MaxJsd ? "Is.JsdBelow"
        : MetricRule.All.FirstOrDefault(rule => rule.Fails.Setting == setting) is { } rule
            ? rule.Metric.NeedsLogits ? "Is.InceptionScoreAbove"
            : rule.Metric.HigherIsBetter ? $"Has.{rule.Metric.Published}Above"
            : "Is.KidBelow"
        : setting == Setting.Baseline ? "Is.NoWorseThan"
        : Spell(setting.Name);
}
