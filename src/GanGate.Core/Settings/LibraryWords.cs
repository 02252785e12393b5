namespace GanGate.Settings;

/// <summary>The words of whoever calls this library.</summary>
internal sealed class LibraryWords : Words
{
    public override string Spell(string name) => name;

    public override string Say(Advice advice) => advice.Kind switch
    {
        AdviceKind.FetchModel => advice.Argument is null ? "ModelStore.FetchAsync" : $"ModelStore.FetchAsync(\"{advice.Argument}\")",
        AdviceKind.InstallDevice => $"the command device install {advice.Argument} of GanGate.Tool",
        AdviceKind.ImportModel => $"ModelStore.ImportAsync(\"{advice.Argument}\"{(advice.Name is null ? "" : $", \"{advice.Name}\"")})",
        AdviceKind.RemoveModel => $"ModelStore.RemoveAsync(\"{advice.Argument}\")",
        AdviceKind.ListModels => "ModelStore.List",
        AdviceKind.AcceptBaseline => "BaselineFile.With and Write",
        AdviceKind.MeasureStatistics => advice.Argument is null ? "Measurement.Statistics" : $"Measurement.Statistics(\"{advice.Argument}\")",
        AdviceKind.ShowStatistics => "StatisticsFile.Read",
        AdviceKind.MergeStatistics => "Measurement.Merge",
        AdviceKind.MeasureDistance => "Measurement.Compare",
        AdviceKind.WriteReport => "ReportFile.Write",
        AdviceKind.Calibrate => "the command calibrate of GanGate.Tool",
        AdviceKind.Init => "the command init of GanGate.Tool",
        _ => "CurveMeasurement.Evaluate",
    };
}
