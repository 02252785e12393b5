using GanGate.NUnit;
using GanGate.Reporting;
using NUnit.Framework.Interfaces;

namespace GanGate.Tests;

public class ReportAttachmentTests
{
    [Test]
    public void The_report_is_attached_once_by_the_measurement_and_not_by_assertions()
    {
        using PictureSet set = new(8, firstSeed: 8000);
        Measuring.Folder = set.Folder;
        ITestResult first = InnerRun.Of(typeof(Measuring), nameof(Measuring.Measures_twice_and_asserts));
        ITestResult second = InnerRun.Of(typeof(Measuring), nameof(Measuring.Measures_twice_and_asserts));

        Assert.That(first.ResultState, Is.EqualTo(ResultState.Success), first.Message);
        Assert.That(first.TestAttachments.Select(file => Path.GetExtension(file.FilePath)), Is.EqualTo([".json", ".html"]));
        Assert.That(second.ResultState, Is.EqualTo(ResultState.Success), second.Message);
        Assert.That(second.TestAttachments, Is.Empty);
    }

    [Test]
    public void The_report_can_be_accepted_as_a_baseline()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "gangate", Demo.Good.Key[..12] + ".json");

        Report report = ReportFile.Read(path).Single();

        Assert.That(report.Value, Is.EqualTo(Demo.Good.Value));
        Assert.That(report.ToBaselineEntry().Value, Is.EqualTo(Demo.Good.Value));
    }

    [Test]
    public void A_report_that_cannot_be_written_is_said_and_costs_no_score()
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "gangate", new string('0', 12) + ".json");
        Directory.CreateDirectory(file);
        using StringWriter output = new();
        using (new global::NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            ReportAttachments.Attach(Results.Of(12));
            Assert.That(TestContext.CurrentContext.Test.Name, Is.Not.Empty);
            output.Write(global::NUnit.Framework.Internal.TestExecutionContext.CurrentContext.CurrentResult.Output);
        }

        Directory.Delete(file);
        Assert.That(output.ToString(), Does.StartWith("warning GG2010: the report is not attached: "));
    }

    [Explicit("run by the test above")]
    internal sealed class Measuring
    {
        public static string Folder { get; set; } = "";

        [Test]
        public void Measures_twice_and_asserts()
        {
            FidResult result = Fid.Measure(Folder, Demo.Statistics);
            Assert.That(result, Is.FidBelow(1e6).And.Not.FidBelow(0));
            Assert.That(Fid.Measure(Folder, Demo.Statistics), Is.SameAs(result));
        }
    }
}
