using System.Reflection;

namespace GanGate;

/// <summary>A stable name for something that can go wrong; each has a section in docs/errors.md.</summary>
/// <param name="Id">GG1xxx verdicts, GG2xxx inputs, GG3xxx models and protocols, GG4xxx devices and environment, GG9xxx our own faults.</param>
/// <param name="ExitCode">What the gangate command exits with.</param>
/// <param name="Title">The heading of its section in docs/errors.md.</param>
public sealed record ErrorCode(string Id, int ExitCode, string Title)
{
    /// <summary>The page that explains the code.</summary>
    public string HelpLink => GanGate.HelpLink.For(Id);

    /// <summary>Every code there is, in the order of their numbers.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
        [.. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (ErrorCode)field.GetValue(null)!)
            .OrderBy(code => code.Id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => Id;
}
