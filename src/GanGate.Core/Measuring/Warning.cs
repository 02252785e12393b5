namespace GanGate.Measuring;

/// <summary>Something that a person should know of a result that it does not fail for.</summary>
/// <param name="Error">The code under which it is reported.</param>
/// <param name="Message">One line with the cause and what to do.</param>
public sealed record Warning(ErrorCode Error, string Message);
