namespace GanGate.Settings;

/// <summary>Something that a message tells a person to do; each face says how it is done there.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Argument">To what; null where it goes without saying.</param>
/// <param name="Name">Under which name; null for none.</param>
internal sealed record Advice(AdviceKind Kind, string? Argument = null, string? Name = null)
{
    /// <summary>Download the public weights.</summary>
    public static Advice FetchModel { get; } = new(AdviceKind.FetchModel);

    /// <summary>List the weights in the store.</summary>
    public static Advice ListModels { get; } = new(AdviceKind.ListModels);

    /// <summary>Make results the accepted ones.</summary>
    public static Advice AcceptBaseline { get; } = new(AdviceKind.AcceptBaseline);

    /// <summary>Measure images and keep their statistics.</summary>
    public static Advice MeasureStatistics { get; } = new(AdviceKind.MeasureStatistics);

    /// <summary>Show what a statistics file holds.</summary>
    public static Advice ShowStatistics { get; } = new(AdviceKind.ShowStatistics);

    /// <summary>Join statistics of disjoint sets of images.</summary>
    public static Advice MergeStatistics { get; } = new(AdviceKind.MergeStatistics);

    /// <summary>Compare two sets of images without a verdict.</summary>
    public static Advice Compare { get; } = new(AdviceKind.Compare);

    /// <summary>Run a gate and keep its report as JSON.</summary>
    public static Advice WriteReport { get; } = new(AdviceKind.WriteReport);

    /// <summary>Measure the checkpoints of a training.</summary>
    public static Advice MeasureCurve { get; } = new(AdviceKind.MeasureCurve);

    /// <summary>Take a weights file into the store.</summary>
    public static Advice ImportModel(string file, string? name = null) => new(AdviceKind.ImportModel, file, name);

    /// <summary>Remove weights from the store.</summary>
    public static Advice RemoveModel(string name) => new(AdviceKind.RemoveModel, name);
}
