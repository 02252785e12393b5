namespace GanGate.Settings;

/// <summary>What a message may advise a person to do.</summary>
internal enum AdviceKind
{
    /// <summary>Download the public weights.</summary>
    FetchModel,

    /// <summary>Take a weights file into the store; argument: the file, name: what to call it.</summary>
    ImportModel,

    /// <summary>Remove weights from the store; argument: their name.</summary>
    RemoveModel,

    /// <summary>List the weights in the store.</summary>
    ListModels,

    /// <summary>Make results the accepted ones.</summary>
    AcceptBaseline,

    /// <summary>Measure images and keep their statistics; argument: the images.</summary>
    MeasureStatistics,

    /// <summary>Show what a statistics file holds.</summary>
    ShowStatistics,

    /// <summary>Join statistics of disjoint sets of images.</summary>
    MergeStatistics,

    /// <summary>Compare two sets of images without a verdict.</summary>
    Compare,

    /// <summary>Run a gate and keep its report as JSON.</summary>
    WriteReport,

    /// <summary>Measure the checkpoints of a training.</summary>
    MeasureCurve,
}
