using GanGate.Features;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests;

public class MemoryTroubleTests
{
    [Test]
    public void An_array_without_room_is_found_wherever_it_was_met()
    {
        InsufficientMemoryException failure = new();

        Assert.That(MemoryTrouble.Of(failure), Is.SameAs(failure));
        Assert.That(MemoryTrouble.Of(new AggregateException(new IOException(), failure)), Is.SameAs(failure));
        Assert.That(MemoryTrouble.Of(new TypeInitializationException("T", failure)), Is.SameAs(failure));
        Assert.That(MemoryTrouble.Of(new AggregateException(new IOException(), new InvalidOperationException())), Is.Null);
    }

    [Test]
    public void A_network_without_room_is_found_by_what_the_runtime_says()
    {
        // More bytes than any processor of today can address.
        OnnxGraph graph = new("huge");
        string x = graph.Input("x", OnnxType.Float, 1, 3, 1, 1);
        graph.Output(graph.Node("Expand", [x, graph.Constant(1L << 46, 3, 1, 1)], "y"), OnnxType.Float, "N", 3, 1, 1);
        using OnnxNetwork network = OnnxNetwork.Open(graph.Serialize(), 1);

        OnnxRuntimeException failure = Assert.Throws<OnnxRuntimeException>(() => network.Try(new float[3], 1))!;

        Assert.That(MemoryTrouble.Of(new AggregateException(failure)), Is.SameAs(failure), failure.Message);
    }
}
