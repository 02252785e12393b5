using GanGate.Calibration;
using GanGate.Gating;
using GanGate.Reporting;

namespace GanGate.Tool.Terminal;

/// <summary>Writes the gate that a calibration proposes: its configuration, and beside it the baseline of the good samples.</summary>
internal static class CalibratedGate
{
    /// <summary>The configuration that a gate without options takes.</summary>
    public const string Configuration = "gangate.json";

    /// <summary>Refuses a configuration where there is one, before anything is measured; nothing is ever written over.</summary>
    /// <exception cref="GanGateException">GG2010: a file is there, or the place cannot be written.</exception>
    public static string? RequireNew(string? path)
    {
        if (path is null) return null;
        foreach (string file in (string[])[path, BaselineOf(path)]) RequireFree(file);
        AtomicFile.RequireWritable(path);
        return path;
    }

    /// <summary>Refuses a file that is there.</summary>
    /// <exception cref="GanGateException">GG2010.</exception>
    public static void RequireFree(string file)
    {
        if (File.Exists(file) || Directory.Exists(file))
        {
            throw new GanGateException(ErrorCodes.OutputUnwritable, $"'{file}' is there already, and is not written over: move it away, or name another file");
        }
    }

    /// <summary>The baseline of a configuration: gangate.baseline.json of gangate.json.</summary>
    public static string BaselineOf(string path) => Path.ChangeExtension(path, ".baseline.json");

    /// <summary>Writes both.</summary>
    /// <param name="invocation">Where it is told.</param>
    /// <param name="path">The configuration.</param>
    /// <param name="result">The calibration.</param>
    /// <param name="report">The same as it is told.</param>
    /// <param name="options">How the good samples were taken.</param>
    /// <exception cref="GanGateException">GG2010: a file cannot be written.</exception>
    public static void Write(
        Invocation invocation, string path, CalibrationResult result, CalibrationReport report, CalibrationOptions options)
    {
        string? baseline = report.Reference.Hash is null ? null : BaselineOf(path);
        if (baseline is not null)
        {
            new BaselineAcceptance().Write(
                invocation, baseline, result.Scores.Select(score => Report.Of(score, invocation.Streams.Words) with { Name = GateDefinition.DefaultName }));
        }

        ProposedGate.Write(path, ProposedGate.Render(report, options, baseline, path));
        invocation.Streams.Error.WriteLine(
            $"gangate : '{path}' holds the gate{(baseline is null ? "" : $", '{baseline}' its baseline")}");
    }
}
