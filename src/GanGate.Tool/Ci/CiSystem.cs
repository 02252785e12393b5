using GanGate.Gating;
using GanGate.Reporting.Markdown;
using GanGate.Tool.Wording;

namespace GanGate.Tool.Ci;

/// <summary>
/// A CI system that reads the log of a job for commands: it is told of errors by them, and of results in its own way. Whatever else is
/// written to the log cannot be read as a command.
/// </summary>
internal abstract class CiSystem
{
    /// <summary>The option that names the system.</summary>
    public const string Option = "--ci";

    /// <summary>The systems there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [GitHubActions.Id, AzurePipelines.Id];

    private readonly GuardedWriter _log;

    /// <summary>Begins a log.</summary>
    /// <param name="output">The stream that the system reads; nothing else may be written to it.</param>
    /// <param name="environment">The value of a variable; null where it is not set.</param>
    protected CiSystem(TextWriter output, Func<string, string?> environment) =>
        (_log, Environment) = (new GuardedWriter(output), environment);

    /// <summary>What the job is about to be told of.</summary>
    public CiSubject Subject { get; set; } = new(GateDefinition.DefaultName, Comment: false);

    /// <summary>Takes everything that is written for people.</summary>
    public TextWriter Log => _log;

    /// <summary>The job's variables; null where one is empty or not set.</summary>
    protected Func<string, string?> Environment { get; }

    /// <summary>The system that arguments name; null where they name none.</summary>
    /// <param name="args">The command's arguments, not parsed yet: errors in them are told too.</param>
    /// <param name="output">The stream that the system reads.</param>
    /// <param name="environment">The value of a variable; null where it is not set.</param>
    public static CiSystem? NamedIn(string[] args, TextWriter output, Func<string, string?> environment)
    {
        int at = Array.FindLastIndex(args, arg => arg == Option || arg.StartsWith(Option + "=", StringComparison.Ordinal));
        if (at < 0) return null;

        string? name = args[at] == Option ? args.ElementAtOrDefault(at + 1) : args[at][(Option.Length + 1)..];
        return name switch
        {
            GitHubActions.Id => new GitHubActions(output, Value),
            AzurePipelines.Id => new AzurePipelines(output, Value),
            _ => null,
        };

        string? Value(string variable) => environment(variable) is { Length: > 0 } value ? value : null;
    }

    /// <summary>Tells of an error in one line.</summary>
    /// <param name="code">GG1001.</param>
    /// <param name="message">One line.</param>
    public abstract void Error(string code, string message);

    /// <summary>Tells of a warning in one line.</summary>
    public abstract void Warning(string code, string message);

    /// <summary>Makes known that what the job was about to be told of has no outcome.</summary>
    /// <exception cref="GanGateException">GG2010: a file that the system named cannot be written.</exception>
    public void Fail(GanGateException failure) =>
        Publish(new CiResult(Subject, [], Single: true, Page: null, failure), CancellationToken.None);

    /// <summary>Makes the outcome known to the rest of the job.</summary>
    /// <exception cref="GanGateException">GG2010: a file that the system named cannot be written.</exception>
    public abstract void Publish(CiResult result, CancellationToken cancellation);

    /// <summary>Gives values to later steps of the job.</summary>
    /// <exception cref="GanGateException">GG2010: the file that the system named cannot be written.</exception>
    public abstract void SetOutputs(IEnumerable<KeyValuePair<string, string>> outputs);

    /// <summary>Writes a command.</summary>
    protected void Command(string line) => _log.WriteCommand(line);

    /// <summary>The same text for every system: the reports, or why there are none.</summary>
    protected static string MarkdownOf(CiResult result) => result.Failure is GanGateException failure
        ? MarkdownReport.RenderFailure(result.Subject.Name, failure, CommandLineWords.Instance)
        : MarkdownReport.Render(result.Reports);
}
