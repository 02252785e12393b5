using System.CommandLine;
using GanGate.Settings;
using GanGate.Training.Networks;

namespace GanGate.Tool.Commands;

/// <summary>The options that choose the rule of one training.</summary>
internal sealed class RateOptionSet
{
    private readonly Option<bool> _original = Setting.Original.ToSwitch();
    private readonly Option<double?> _discriminatorRate;
    private readonly Option<double?> _generatorRate;
    private readonly Option<int?> _criticSteps;
    private readonly Option<GanOptimiser> _optimiser =
        Setting.Optimiser.ToChoice(GanOptimiser.Adam, GanOptimiser.Sgd, GanOptimiser.Momentum);

    private readonly GanNetwork _network;

    /// <summary>Describes the options for networks, whose defaults they name.</summary>
    public RateOptionSet(GanNetwork network)
    {
        _network = network;
        _discriminatorRate = Setting.DRate.ToNumber(With(Setting.DRate, rule => rule.DiscriminatorRate));
        _generatorRate = Setting.GRate.ToNumber(With(Setting.GRate, rule => rule.GeneratorRate));
        _criticSteps = Setting.CriticSteps.ToCount(With(Setting.CriticSteps, rule => rule.CriticSteps));
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
                $"{Setting.Optimiser.At(optimiser.ToString().ToLowerInvariant())} needs rates of its own, "
                + $"such as {Setting.DRate.At("0.02")} {Setting.GRate.At("0.1")}: the paper's are Adam's");
        }

        return paper with
        {
            DiscriminatorRate = new(parsed.GetValue(_discriminatorRate) ?? paper.DiscriminatorRate.Rate),
            GeneratorRate = new(parsed.GetValue(_generatorRate) ?? paper.GeneratorRate.Rate),
            CriticSteps = parsed.GetValue(_criticSteps) ?? paper.CriticSteps,
            Optimiser = optimiser,
        };
    }

    private string With<T>(Setting setting, Func<GanSettings, T> value)
    {
        T paper = value(GanSettings.Paper(_network)), original = value(GanSettings.Original(_network));
        return $"{setting.Help[..^1]}; {paper} by default{(Equals(paper, original) ? "" : $", {original} with one time-scale")}.";
    }
}
