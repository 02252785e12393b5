using GanGate.Training.Networks;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Runs;

/// <summary>The score along a training; the file curve.json of its folder.</summary>
public sealed record Curve
{
    /// <summary>The layout of the file.</summary>
    public const string CurrentSchema = "gangate-training/1";

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What decided where it went.</summary>
    public required GanSettings Settings { get; init; }

    /// <summary>What it learnt from.</summary>
    public required string Source { get; init; }

    /// <summary>How many images or lines that were.</summary>
    public required int Images { get; init; }

    /// <summary>What the score is called.</summary>
    public required string Metric { get; init; }

    /// <summary>The assumptions of the convergence proof.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>The evaluations, in order.</summary>
    public required IReadOnlyList<CurvePoint> Points { get; init; }

    /// <summary>The evaluation with the lowest score; null before the first.</summary>
    public CurvePoint? Best => Points.MinBy(point => point.Score);

    /// <summary>The curve of a training that has not begun.</summary>
    internal static Curve Start(Gan gan, string source, int images, string metric)
    {
        GanSettings settings = gan.Settings;
        return new Curve
        {
            Settings = settings,
            Source = source,
            Images = images,
            Metric = metric,
            Assumptions = Optimisation.Assumptions.Check(
                settings.DiscriminatorRate, settings.GeneratorRate, gan.Activations, settings.WeightDecay, settings.WeightDecay),
            Points = [],
        };
    }
}

/// <summary>One evaluation.</summary>
/// <param name="Step">Steps of the generator before it.</param>
/// <param name="Seconds">Of training before it, without evaluations.</param>
/// <param name="Score">Lower is better.</param>
/// <param name="Samples">How many samples it was measured on.</param>
/// <param name="Losses">Means over the steps since the evaluation before; zeros at the start.</param>
/// <param name="Oscillation">
/// Of the generator's gradient norm since the evaluation before: the mean change from step to step, relative to the mean norm.
/// </param>
public sealed record CurvePoint(long Step, double Seconds, double Score, int Samples, StepLosses Losses, double Oscillation)
{
    /// <summary>The score's, for another draw of as many samples; null where it is not known.</summary>
    public double? StandardError { get; init; }

    /// <summary>By how much so many samples raise the score; null where it is not known.</summary>
    public double? Bias { get; init; }
}
