using System.Globalization;
using GanGate.Calibration;
using GanGate.Gating;
using GanGate.Reporting;

namespace GanGate.Tool.Terminal;

/// <summary>A calibrated gate as each face has it, with the user's own paths and numbers, ready to be pasted.</summary>
internal static class GateSnippets
{
    /// <summary>The snippets.</summary>
    /// <param name="report">The calibration.</param>
    /// <param name="baseline">The baseline's file.</param>
    public static string Of(CalibrationReport report, string baseline)
    {
        (string generated, string reference) = (Path.GetRelativePath(".", report.Samples[0].Source), Path.GetRelativePath(".", report.Reference.Source));
        string limit = report.Limits[0].Limit.ToString(CultureInfo.InvariantCulture);
        string count = report.Samples[0].Count!.Value.ToString(CultureInfo.InvariantCulture);
        string taking = report.Samples[0].Generator is { } generator ? $" Num=\"{count}\" Seed=\"{generator.Seed}\"" : "";
        return $"""
            The command, in this folder:

              gangate gate

            A project, beside its package GanGate.MSBuild:

              <ItemGroup>
                <GanGate Include="{GateDefinition.DefaultName}" Generated="{Markup.Of($"{generated}")}" Reference="{Markup.Of($"{reference}")}"{taking} MaxFid="{limit}" ExpectCount="{count}" Baseline="{baseline}" />
              </ItemGroup>

            A test, with the package GanGate.NUnit:

              FidResult fid = Fid.Measure({Quoted(generated)}, {Quoted(reference)});
              Assert.That(fid, Is.FidBelow({limit}));

            A workflow:

              - uses: gangate/gangate@v0
                with: {"{"} config: {CalibratedGate.Configuration} {"}"}
            """;
    }

    // A literal of C#: a path may hold a backslash.
    private static string Quoted(string path) => $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
