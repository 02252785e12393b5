namespace GanGate.Settings;

/// <summary>Something that a message tells a person to do; each face says how it is done there.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Argument">To what; null where it goes without saying.</param>
/// <param name="Name">Under which name; null for none.</param>
internal sealed record Advice(AdviceKind Kind, string? Argument = null, string? Name = null)
{
#pragma warning disable CS1591 // Named by what is to be done.
    public static Advice FetchModel { get; } = new(AdviceKind.FetchModel);
    public static Advice ListModels { get; } = new(AdviceKind.ListModels);
    public static Advice AcceptBaseline { get; } = new(AdviceKind.AcceptBaseline);
    public static Advice MeasureStatistics { get; } = new(AdviceKind.MeasureStatistics);
    public static Advice ShowStatistics { get; } = new(AdviceKind.ShowStatistics);
    public static Advice MergeStatistics { get; } = new(AdviceKind.MergeStatistics);
    public static Advice MeasureDistance { get; } = new(AdviceKind.MeasureDistance);
    public static Advice WriteReport { get; } = new(AdviceKind.WriteReport);
    public static Advice MeasureCurve { get; } = new(AdviceKind.MeasureCurve);
    public static Advice Calibrate { get; } = new(AdviceKind.Calibrate);
    public static Advice Init { get; } = new(AdviceKind.Init);
#pragma warning restore CS1591

    /// <summary>Bring public weights other than Inception's.</summary>
    public static Advice FetchModelOf(string name) => new(AdviceKind.FetchModel, name);

    /// <summary>Bring the provider library of GPUs of a kind.</summary>
    public static Advice InstallDevice(string kind) => new(AdviceKind.InstallDevice, kind);

    /// <summary>Take a weights file into the store.</summary>
    public static Advice ImportModel(string file, string? name = null) => new(AdviceKind.ImportModel, file, name);

    /// <summary>Remove weights from the store.</summary>
    public static Advice RemoveModel(string name) => new(AdviceKind.RemoveModel, name);
}
