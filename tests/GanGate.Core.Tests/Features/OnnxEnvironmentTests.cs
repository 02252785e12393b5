using GanGate.Features;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests.Features;

public class OnnxEnvironmentTests
{
    [Test]
    public void What_ONNX_Runtime_says_on_several_lines_is_told_on_one() => Assert.That(
        OnnxEnvironment.ReasonOf(new InvalidOperationException("Got invalid dimensions for input: c\n index: 1 Got: 1\r\n\tExpected: 0\n ")),
        Is.EqualTo("Got invalid dimensions for input: c index: 1 Got: 1 Expected: 0"));

    [Test]
    public void What_is_told_in_the_log_alone_is_added_to_the_reason()
    {
        _ = OnnxEnvironment.Instance;
        OnnxEnvironment.TakeLogged();

        string reason = OnnxEnvironment.ReasonWithLog(FailureOfALoudSession());

        Assert.That(reason, Does.Contain("indices element out of data bounds"));
        Assert.That(OnnxEnvironment.TakeLogged(), Is.Empty, "it was taken");
    }

    [Test]
    public void What_was_logged_before_is_no_reason()
    {
        _ = OnnxEnvironment.Instance;
        FailureOfALoudSession();
        Assert.That(OnnxEnvironment.TakeLogged(), Is.Not.Empty, "the log comes here and not to the terminal");

        Assert.That(OnnxEnvironment.ReasonWithLog(new InvalidOperationException("other")), Is.EqualTo("other"));
    }

    // Our own sessions log nothing, since whatever goes wrong is thrown too.
    private static OnnxRuntimeException FailureOfALoudSession()
    {
        OnnxGraph graph = new("gather");
        graph.Output(graph.Node("Gather", [graph.Constant("w", new float[4], 4), graph.Input("i", OnnxType.Int64, "N")], "o"), OnnxType.Float, "N");
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(graph.Serialize(), options);
        using RunOptions run = new();
        using OrtValue index = OrtValue.CreateTensorValueFromMemory(new long[] { 9 }, [1]);
        return Assert.Throws<OnnxRuntimeException>(() => session.Run(run, ["i"], [index], ["o"]).Dispose())!;
    }
}
