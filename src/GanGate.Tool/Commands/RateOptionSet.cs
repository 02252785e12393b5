using System.CommandLine;
using GanGate.Training.Networks;

namespace GanGate.Tool.Commands;

/// <summary>The options that choose the rule of one training.</summary>
internal sealed class RateOptionSet
{
    private readonly Option<bool> _original = new("--original") { Description = "A single time-scale instead of two: the paper's 'orig'." };
    private readonly Option<double?> _discriminatorRate;
    private readonly Option<double?> _generatorRate;
    private readonly Option<int?> _criticSteps;

    private readonly Option<GanOptimiser> _optimiser = Words.OneOf(
        "--optimiser",
        "adam (default, as the paper sets it), sgd or momentum; the latter two need rates of their own.",
        ("adam", GanOptimiser.Adam), ("sgd", GanOptimiser.Sgd), ("momentum", GanOptimiser.Momentum));

    private readonly GanNetwork _network;

    /// <summary>Describes the options for networks, whose defaults they name.</summary>
    public RateOptionSet(GanNetwork network)
    {
        _network = network;
        _discriminatorRate = Numbers.NonNegative("--d-rate", $"b(0), the discriminator's rate; {Default(rule => rule.DiscriminatorRate)}.");
        _generatorRate = Numbers.NonNegative("--g-rate", $"a(0), the generator's rate; {Default(rule => rule.GeneratorRate)}.");
        _criticSteps = Numbers.Positive(
            "--critic-steps", $"Steps of the critic before each of the generator; {Default(rule => rule.CriticSteps)}.");
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_original, _discriminatorRate, _generatorRate, _criticSteps, _optimiser])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The rule as given.</summary>
    /// <exception cref="GanGateException">GG2001: an optimiser has no rates, for which the paper gives none.</exception>
    public GanSettings Rule(ParseResult parsed)
    {
        GanSettings paper = parsed.GetValue(_original) ? GanSettings.Original(_network) : GanSettings.Paper(_network);
        GanOptimiser optimiser = parsed.GetValue(_optimiser);
        if (optimiser != GanOptimiser.Adam && (parsed.GetValue(_discriminatorRate) is null || parsed.GetValue(_generatorRate) is null))
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"--optimiser {optimiser.ToString().ToLowerInvariant()} needs rates of its own, such as --d-rate 0.02 --g-rate 0.1: "
                + "the paper's are Adam's");
        }

        return paper with
        {
            DiscriminatorRate = new(parsed.GetValue(_discriminatorRate) ?? paper.DiscriminatorRate.Rate),
            GeneratorRate = new(parsed.GetValue(_generatorRate) ?? paper.GeneratorRate.Rate),
            CriticSteps = parsed.GetValue(_criticSteps) ?? paper.CriticSteps,
            Optimiser = optimiser,
        };
    }

    private string Default<T>(Func<GanSettings, T> setting)
    {
        T paper = setting(GanSettings.Paper(_network)), original = setting(GanSettings.Original(_network));
        return Equals(paper, original) ? $"{paper} by default" : $"{paper} by default, {original} with --original";
    }
}
