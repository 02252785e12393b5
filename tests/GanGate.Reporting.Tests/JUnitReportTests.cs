using System.Xml.Linq;
using GanGate.Reporting;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Reporting;

public class JUnitReportTests
{
    [Test]
    public void A_gate_is_a_suite_and_each_rule_a_case_with_a_name_that_stays()
    {
        XElement root = XDocument.Parse(JUnitReport.Render([FullReport.Of("faces"), FullReport.Of("hands", limit: 99)])).Root!;
        XElement[] suites = [.. root.Elements("testsuite")];

        Assert.That(root.Attribute("tests")!.Value, Is.EqualTo("4"));
        Assert.That(suites.Select(suite => suite.Attribute("name")!.Value), Is.EqualTo(["faces", "hands"]));
        Assert.That(suites[0].Elements("testcase").Select(test => test.Attribute("name")!.Value), Is.EqualTo(["max-fid", "max-regression"]));
        Assert.That(suites[0].Element("testcase")!.Attribute("classname")!.Value, Is.EqualTo("faces"));
        Assert.That(suites[0].Attribute("failures")!.Value, Is.EqualTo($"{suites[0].Descendants("failure").Count()}"));
        Assert.That(suites[0].Descendants("failure").First().Attribute("message")!.Value, Does.StartWith("FID-10k is 30.123, above the limit of 25"));
        Assert.That(suites[0].Descendants("failure").First().Attribute("type")!.Value, Is.EqualTo("GG1001"));
        Assert.That(suites[1].Elements("testcase").First().Elements("failure"), Is.Empty);
        Assert.That(suites[0].Element("system-out")!.Value, Does.Contain("FID-10k"));
    }

    [Test]
    public void A_measurement_without_a_gate_is_one_case_that_passes()
    {
        XElement suite = XDocument.Parse(JUnitReport.Render([Report.Of(Scores.Of(12.3))])).Root!.Element("testsuite")!;

        Assert.That(suite.Elements("testcase").Single().Attribute("name")!.Value, Is.EqualTo("measured"));
        Assert.That(suite.Descendants("failure"), Is.Empty);
    }

    [TestCase(FullReport.Hostile)]
    [TestCase("]]><x/>\u0000\u001b[31m\ufffe\uffff\ud800")]
    public void Hostile_names_are_text(string name)
    {
        XElement root = XDocument.Parse(JUnitReport.Render([FullReport.Of(name)])).Root!;

        Assert.That(root.Descendants("script"), Is.Empty);
        Assert.That(root.Descendants("x"), Is.Empty);
        Assert.That(root.Element("testsuite")!.Attribute("name")!.Value, Is.Not.Empty.And.Not.Contain("\u001b"));
    }
}
