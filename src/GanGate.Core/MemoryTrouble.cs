using Microsoft.ML.OnnxRuntime;

namespace GanGate;

/// <summary>The memory ran out, for an array or inside ONNX Runtime, which says so in words alone: never a fault of our own.</summary>
internal static class MemoryTrouble
{
    private static readonly string[] WordsOfRuntime = ["Failed to allocate memory", "bad_alloc", "bad allocation"];

    /// <summary>The first such failure, where a failure is one or comes from one; else null.</summary>
    public static Exception? Of(Exception failure) => failure switch
    {
        OutOfMemoryException => failure,
        OnnxRuntimeException when WordsOfRuntime.Any(words => failure.Message.Contains(words, StringComparison.Ordinal)) => failure,
        AggregateException all => all.InnerExceptions.Select(Of).FirstOrDefault(one => one is not null),
        _ => failure.InnerException is Exception inner ? Of(inner) : null,
    };
}
