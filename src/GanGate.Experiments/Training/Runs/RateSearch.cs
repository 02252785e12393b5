using GanGate.Settings;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Runs;

/// <summary>A search for the rates of a rule: a short training for each candidate; the lowest score at its end wins.</summary>
/// <param name="Rates">Candidates for either player.</param>
/// <param name="Steps">Steps of each short training.</param>
public sealed record RateSearch(IReadOnlyList<double> Rates, int Steps)
{
    /// <summary>Tries every candidate: equal rates of both players for a rule with equal ones, unequal ones for the others.</summary>
    /// <param name="name">The rule's, for the folders.</param>
    /// <param name="rule">The rule with the rates it would have without a search.</param>
    /// <param name="options">Of the trainings; their folders are made below its own.</param>
    /// <param name="training">How one run is trained.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The candidates, the best first.</returns>
    /// <exception cref="GanGateException">GG2060: every candidate diverged; GG2001: there is none; else as for one training.</exception>
    internal IReadOnlyList<RateTrial> Run(
        string name, GanSettings rule, GanRunOptions options, TrainingRun training, CancellationToken cancellation)
    {
        bool equal = rule.DiscriminatorRate.Rate == rule.GeneratorRate.Rate;
        RateTrial[] trials = [.. Rates.SelectMany(b => Rates
            .Where(a => equal == (a == b))
            .Select(a => Try(name, rule, b, a, options, training, cancellation)))];
        if (trials.Length == 0)
        {
            throw new GanGateException(ErrorCodes.Usage, $"two time-scales need two rates at least to search among: name more with {Setting.Rates}");
        }

        return trials.All(trial => trial.Score is null)
            ? throw new GanGateException(
                ErrorCodes.TrainingDiverged,
                $"the rule '{name}' diverged within {Steps} steps with every pair of the rates: name lower ones with {Setting.Rates}")
            : [.. trials.OrderBy(trial => trial.Score ?? double.PositiveInfinity)];
    }

    private RateTrial Try(
        string name, GanSettings rule, double b, double a, GanRunOptions options, TrainingRun training, CancellationToken cancellation)
    {
        string folder = Path.Combine(options.Folder, $"grid-{name}-{new Schedule(b)}-{new Schedule(a)}");
        GanRunOptions own = GanComparison.Within(options with { Steps = Steps, EvalEvery = Steps, Patience = null }, folder);
        RateTrial trial = new(b, a, null);
        try
        {
            return trial with { Score = training(trial.Apply(rule), own, cancellation).Curve.Points[^1].Score };
        }
        catch (GanGateException failure) when (failure.Error == ErrorCodes.TrainingDiverged)
        {
            return trial;
        }
    }
}

/// <summary>One pair of rates.</summary>
/// <param name="DiscriminatorRate">b.</param>
/// <param name="GeneratorRate">a.</param>
/// <param name="Score">After the short training; null where it diverged.</param>
public sealed record RateTrial(double DiscriminatorRate, double GeneratorRate, double? Score)
{
    /// <summary>A rule with these rates.</summary>
    internal GanSettings Apply(GanSettings rule) => rule with
    {
        DiscriminatorRate = rule.DiscriminatorRate with { Rate = DiscriminatorRate },
        GeneratorRate = rule.GeneratorRate with { Rate = GeneratorRate },
    };
}
