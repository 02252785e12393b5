using System.Globalization;
using System.Text;
using System.Xml;
using GanGate.Gating;

namespace GanGate.Reporting;

/// <summary>
/// Reports as JUnit XML in the layout that Ant's task began and CI systems read: a suite for each gate, a case for each of its rules.
/// </summary>
public static class JUnitReport
{
    /// <summary>Renders the results of one run.</summary>
    /// <param name="reports">One, or those of a configuration's gates.</param>
    public static string Render(IReadOnlyList<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (XmlWriter xml = XmlWriter.Create(text, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "GanGate");
            Count(xml, reports);
            foreach (Report report in reports) WriteSuite(xml, report);
            xml.WriteEndElement();
        }

        // The writer would name the encoding of strings.
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    /// <summary>Writes <see cref="Render"/> in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Report> reports) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(reports))));

    private static void WriteSuite(XmlWriter xml, Report report)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Plain(report.Title));
        Count(xml, [report]);
        xml.WriteAttributeString("timestamp", report.Created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        if (report.Checks.Count == 0) WriteCase(xml, report, "measured", check: null);
        foreach (ReportCheck check in report.Checks) WriteCase(xml, report, RuleOf(check, report), check);
        xml.WriteElementString("system-out", string.Join('\n', ReportText.Render(report).Split('\n').Select(Plain)));
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, Report report, string rule, ReportCheck? check)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Plain(report.Title));
        xml.WriteAttributeString("name", rule);
        xml.WriteAttributeString("time", Seconds(check is null || check == report.Checks[0] ? report.Seconds.Total : 0));
        if (check is { Passed: false })
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", check.Code);
            xml.WriteAttributeString("message", Plain(check.Message));
            xml.WriteString(HelpLink.For(check.Code));
            xml.WriteEndElement();
        }

        // What CI systems show and do not fail for, as of a failure that a test is known to have.
        if (check?.Warned is string warned)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("type", warned);
            xml.WriteAttributeString("message", $"{warned}: {Plain(check.Message)}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Count(XmlWriter xml, IReadOnlyList<Report> reports)
    {
        xml.WriteAttributeString("tests", Number(reports.Sum(report => Math.Max(1, report.Checks.Count))));
        xml.WriteAttributeString("failures", Number(reports.Sum(report => report.Checks.Count(check => !check.Passed))));
        xml.WriteAttributeString("errors", "0");
        int warned = reports.Sum(report => report.Checks.Count(check => check.Warned is not null));
        if (warned > 0) xml.WriteAttributeString("skipped", Number(warned));
        xml.WriteAttributeString("time", Seconds(reports.Sum(report => report.Seconds.Total)));
    }

    // The option of the rule: unlike the message it stays the same from run to run.
    private static string RuleOf(ReportCheck check, Report report) => check.Metric is string metric && Features.Metric.Find(metric) is { } other
        ? check.Regression is null ? NameOf(LimitOf(MetricRule.Of(other), check).Setting.Name) : $"max-regression {NameOf(metric)}"
        : RuleOf(check.Code, report);

    private static GateLimit LimitOf(MetricRule rule, ReportCheck check) => check.Code == rule.Error.Id ? rule.Fails : rule.Warns;

    private static string NameOf(string setting) => string.Concat(setting.Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string RuleOf(string code, Report report)
    {
        string metric = report.Protocol.Metric.IsFrechet ? "fid" : report.Protocol.Metric.Id;
        return code == ErrorCodes.LimitExceeded.Id ? $"max-{metric}"
            : code == ErrorCodes.WarningLimitExceeded.Id ? $"warn-{metric}"
            : code == ErrorCodes.Regressed.Id ? "max-regression"
            : code == ErrorCodes.CopiesOfReference.Id ? "max-copies"
            : code;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    // XML has no place for the two last code points of a plane.
    private static string Plain(string text) => string.Concat(PlainText.OneLine(text).Where(c => c is not ('\ufffe' or '\uffff')));
}
