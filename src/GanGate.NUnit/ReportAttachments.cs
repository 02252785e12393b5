using System.Text;
using GanGate.Reporting;
using GanGate.Reporting.Html;
using NUnit.Framework;

namespace GanGate.NUnit;

/// <summary>The report's files as attachments of the test that measured first, once for each result.</summary>
internal static class ReportAttachments
{
    private const int KeyDigits = 12;

    private static readonly (string Extension, Func<Report, string> Render)[] Files =
    [
        ("json", ReportFile.Render),
        ("html", report => HtmlReport.Render([report])),
    ];

    private static string Folder => Path.Combine(TestContext.CurrentContext.WorkDirectory, "gangate");

    /// <summary>Where the report of a result lies.</summary>
    public static string PathOf(FidResult result, string extension) => Path.Combine(Folder, $"{result.Key[..KeyDigits]}.{extension}");

    /// <summary>Writes the files below the work directory of the test run and attaches them; a run overwrites those of the last.</summary>
    public static void Attach(FidResult result)
    {
        if (!result.ClaimAttachment()) return;

        Report report = Report.Of(result.Score, TestWords.Instance);
        try
        {
            Directory.CreateDirectory(Folder);
            foreach ((string extension, Func<Report, string> render) in Files)
            {
                string path = PathOf(result, extension);
                AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(render(report) + "\n")));
                TestContext.AddTestAttachment(path, $"GanGate: {report.Generated.Source} against {report.Reference.Source}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or GanGateException)
        {
            // The score is there all the same.
            TestContext.Out.WriteLine($"warning {ErrorCodes.OutputUnwritable}: the report is not attached: {failure.Message}");
        }
    }
}
