namespace GanGate;

/// <summary>What the system says when a file cannot be read or written: never a fault of our own.</summary>
internal static class FileTrouble
{
    /// <summary>The first such failure, where a failure is one, or is made of nothing but such as several threads met; else null.</summary>
    public static Exception? Of(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: { Count: > 0 } all } => all.All(one => Of(one) is not null) ? Of(all[0]) : null,
        IOException or UnauthorizedAccessException => failure,
        _ => null,
    };
}
