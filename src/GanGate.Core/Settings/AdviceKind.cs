namespace GanGate.Settings;

/// <summary>What a message may advise a person to do.</summary>
internal enum AdviceKind
{
#pragma warning disable CS1591 // Named by what is to be done.
    FetchModel,
    InstallDevice,
    ImportModel,
    RemoveModel,
    ListModels,
    AcceptBaseline,
    MeasureStatistics,
    ShowStatistics,
    MergeStatistics,
    MeasureDistance,
    WriteReport,
    MeasureCurve,
    Calibrate,
    Init,
#pragma warning restore CS1591
}
