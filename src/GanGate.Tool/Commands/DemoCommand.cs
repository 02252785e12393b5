using System.CommandLine;
using System.Globalization;
using GanGate.Calibration;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Statistics;
using GanGate.Tool.Demo;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate demo</c>: the whole line on pictures of its own, with a gate that passes and one that fails.</summary>
internal static class DemoCommand
{
    private const string ProtocolId = "pyramid";

    // Enough to show what a calibration tells, and quick.
    private static readonly FaultKind[] Faults = [.. FaultKind.All.Where(fault => fault.Name is "blur" or "contamination" or "repeats")];

    public static Command Create(TerminalStreams streams)
    {
        Option<string?> output = Setting.Out.ToText("Keep the pictures, statistics and reports in this folder; by default they are removed.");
        Command command = new("demo", "Paint pictures, gate a good and a spoiled set, and show both reports. Needs no network.") { output };
        ReportOptions reports = new();
        reports.AddTo(command, history: false);
        new OutputOptions(streams).Complete(
            command, invocation => Run(invocation, invocation.Parsed.GetValue(output), reports.Read(invocation.Parsed)));
        return command;
    }

    private static int Run(Invocation invocation, string? output, ReportFiles files)
    {
        if (output is not null)
        {
            string folder = Create(output);
            return Show(invocation, folder, files with { Html = files.Html ?? Path.Combine(folder, "report.html") });
        }

        string temporary = CreateTemporary();
        try
        {
            return Show(invocation, temporary, files);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static string CreateTemporary()
    {
        try
        {
            return Directory.CreateTempSubdirectory("gangate-demo-").FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(
                ErrorCodes.OutputUnwritable,
                $"the temporary folder '{Path.GetTempPath()}' cannot be written: {failure.Message} (TMPDIR names another folder, --out one to keep)",
                failure);
        }
    }

    private static int Show(Invocation invocation, string folder, ReportFiles files)
    {
        TextWriter notes = invocation.Streams.Error;
        notes.WriteLine($"Painting pictures in {folder} ...");
        DemoFolders folders = DemoImages.Write(folder, invocation.Cancellation);
        MeasurementOptions options = new() { Protocol = ProtocolId };

        string reference = Path.Combine(folder, "reference.npz");
        notes.WriteLine($"gangate stats {folders.Reference} --protocol {ProtocolId} -o {reference}");
        StatisticsFile.Write(reference, Measurement.Statistics(folders.Reference, options, invocation.Cancellation));

        string limit = Calibrate(invocation, folders.Good, reference);
        List<Report> reports = [];
        foreach ((string name, string generated) in ((string, string)[])[("good", folders.Good), ("spoiled", folders.Spoiled)])
        {
            GateDefinition gate = new() { Name = name, Generated = generated, Reference = reference, MaxFid = double.Parse(limit, CultureInfo.InvariantCulture) };
            reports.Add(Measure(invocation, gate, limit, files));
            ReportFile.Write(Path.Combine(folder, $"{name}.json"), reports[^1]);
        }

        files.Write(reports, single: false);
        notes.WriteLine();
        ReportOutput.Show(invocation, reports, single: false);
        return Explain(invocation, reports, files.Html);
    }

    // The limit as a person would type it.
    private static string Calibrate(Invocation invocation, string good, string reference)
    {
        TextWriter notes = invocation.Streams.Error;
        notes.WriteLine($"gangate calibrate {good} {reference} --only {string.Join(',', Faults.Select(fault => fault.Name))}");
        CalibrationResult result = CalibrationMeasurement.Run([good], reference, new CalibrationOptions { Faults = Faults }, invocation.Cancellation);
        notes.WriteLine(CalibrationText.Render(CalibrationReport.Of(result, invocation.Streams.Words)));
        notes.WriteLine();
        return result.Distance.Limit.ToString(CultureInfo.InvariantCulture);
    }

    private static Report Measure(Invocation invocation, GateDefinition gate, string limit, ReportFiles files)
    {
        string command = ReportOptions.ShellLine(
            ["gangate", "gate", "--name", gate.Name, "--generated", gate.Generated, "--reference", gate.Reference, "--max-fid", limit]);
        invocation.Streams.Error.WriteLine(command);
        return Report.Of(Gate.Run(gate, files.Complete(new MeasurementOptions()), invocation.Cancellation)) with { Command = command };
    }

    // The demo passes when the gate does its work: the good set passes it, the spoiled one does not.
    private static int Explain(Invocation invocation, List<Report> reports, string? page)
    {
        if (reports is not [{ Verdict: GateOutcome.Passed }, { Verdict: GateOutcome.Failed }])
        {
            throw new GanGateException(ErrorCodes.Internal, "the demo's gate did not tell good pictures from spoiled ones");
        }

        invocation.Streams.Error.WriteLine();
        TextWriter notes = invocation.Streams.Error;
        notes.WriteLine("As it should be: the good pictures pass, the blurred ones would fail a build with exit code 1.");
        notes.WriteLine(page is null
            ? "'gangate demo --out DIR' keeps the pictures, the statistics and a page of the reports."
            : $"The reports are on the page {page}.");
        notes.WriteLine("Next, with images of your own in two folders:");
        notes.WriteLine("  gangate init samples photos");
        notes.WriteLine("  gangate gate");
        return 0;
    }

    private static string Create(string folder)
    {
        try
        {
            string created = Directory.CreateDirectory(folder).FullName;
            return Directory.EnumerateFileSystemEntries(created).Any()
                ? throw new GanGateException(ErrorCodes.OutputUnwritable, $"the folder '{folder}' is not empty: name a new one")
                : created;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.OutputUnwritable, $"the folder '{folder}' cannot be made: {failure.Message}", failure);
        }
    }
}
