using System.CommandLine;
using System.Globalization;
using GanGate.Settings;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;

namespace GanGate.Tool.Commands;

/// <summary>The option that names the rules of a comparison.</summary>
internal static class RuleOption
{
    private static readonly string[] Names = ["ttur", "orig", "sgd", "momentum"];

    /// <summary>Rules with commas between them, each with rates of its own if it shall have others than the paper's.</summary>
    public static Option<NamedRule[]?> Create() => Setting.Rules.ToParsed(
        Parse, $"names some of {string.Join(", ", Names)}, each once and with rates above 0 or none: ttur,sgd:0.02:0.1");

    /// <summary>The settings of the rules under a network.</summary>
    /// <param name="rules">The rules; null or none for the paper's two.</param>
    /// <param name="network">The networks.</param>
    /// <param name="searched">Whether the rates are searched for.</param>
    /// <exception cref="GanGateException">GG2001: a rule has no rates.</exception>
    public static IReadOnlyList<(string Name, GanSettings Settings)> SettingsOf(NamedRule[]? rules, GanNetwork network, bool searched) =>
        [.. (rules is [_, ..] ? rules : [new("ttur"), new("orig")]).Select(rule => (rule.Name, SettingsOf(rule, network, searched)))];

    private static GanSettings SettingsOf(NamedRule rule, GanNetwork network, bool searched)
    {
        GanSettings settings = rule.Name switch
        {
            "orig" => GanSettings.Original(network),
            "sgd" => GanSettings.Paper(network) with { Optimiser = GanOptimiser.Sgd },
            "momentum" => GanSettings.Paper(network) with { Optimiser = GanOptimiser.Momentum },
            _ => GanSettings.Paper(network),
        };
        if (settings.Optimiser != GanOptimiser.Adam && rule.Rates is null && !searched)
        {
            throw new GanGateException(
                ErrorCodes.Usage, $"{rule.Name} needs rates of its own, such as {Setting.Rules.At($"ttur,{rule.Name}:0.02:0.1")}, or a search with {Setting.Rates}");
        }

        return rule.Rates is not (double b, double a)
            ? settings
            : settings with { DiscriminatorRate = new Schedule(b), GeneratorRate = new Schedule(a) };
    }

    private static NamedRule[]? Parse(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        NamedRule[] rules = [.. parts.Select(RuleOf).OfType<NamedRule>().DistinctBy(rule => rule.Name)];
        return rules.Length == parts.Length ? rules : null;
    }

    private static NamedRule? RuleOf(string text)
    {
        string[] parts = text.Split(':');
        if (!Names.Contains(parts[0]) || parts.Length is not (1 or 3)) return null;
        if (parts.Length == 1) return new NamedRule(parts[0]);

        double[] rates = [.. parts[1..].Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && double.IsFinite(rate) ? rate : 0)];
        return rates.All(rate => rate > 0) ? new NamedRule(parts[0], (rates[0], rates[1])) : null;
    }
}

/// <summary>A rule by its name.</summary>
/// <param name="Name">The rule's.</param>
/// <param name="Rates">b and a; null for those that the rule has.</param>
internal sealed record NamedRule(string Name, (double B, double A)? Rates = null);
