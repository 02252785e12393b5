using System.Security.Cryptography;
using System.Text;

namespace GanGate.Tool.Ci;

/// <summary>
/// GitHub Actions: annotations by workflow commands, outputs and the job's summary by the files that the runner names, and one comment on
/// the pull request.
/// </summary>
internal sealed class GitHubActions(TextWriter output, Func<string, string?> environment) : CiSystem(output, environment)
{
    /// <summary>The name under which it is asked for.</summary>
    public const string Id = "github";

    private const int DelimiterBytes = 16;

    /// <inheritdoc/>
    public override void Error(string code, string message) => Annotate("error", code, message);

    /// <inheritdoc/>
    public override void Warning(string code, string message) => Annotate("warning", code, message);

    /// <inheritdoc/>
    public override void Publish(CiResult result, CancellationToken cancellation)
    {
        SetOutputs(result.Outputs);
        string text = MarkdownOf(result);
        string? left = result.Subject.Comment ? Comment(result.Subject.Name, text, cancellation) : null;
        Append("GITHUB_STEP_SUMMARY", left is null ? $"{text}\n" : $"{text}\n{left}\n\n");
    }

    /// <inheritdoc/>
    public override void SetOutputs(IEnumerable<KeyValuePair<string, string>> outputs) =>
        Append("GITHUB_OUTPUT", string.Concat(outputs.Select(output => OutputOf(output.Key, output.Value))));

    // A value may hold any line but one that nobody can foresee.
    private static string OutputOf(string name, string value)
    {
        string delimiter = "gangate_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DelimiterBytes));
        return $"{name}<<{delimiter}\n{value}\n{delimiter}\n";
    }

    private void Annotate(string level, string code, string message) =>
        Command($"::{level} title={EscapeProperty("GanGate")}::{Escape($"{code}: {message}")}");

    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) => Escape(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    // Why there is no comment, in words for the summary; null where there is one or none is due.
    private string? Comment(string name, string text, CancellationToken cancellation)
    {
        if (PullRequest.Of(Environment) is not PullRequest request || Environment("GITHUB_TOKEN") is not string token) return null;

        using PullRequestComment comment = new(request, token, Environment("GITHUB_API_URL") ?? "https://api.github.com");
        string? reason = comment.Write(name, $"{text}\n{RunLink()}\n", cancellation);
        if (reason is null) return null;

        string message = $"no comment on pull request {request.Number}: {reason}; the summary of the job says the same";

        // On a fork there is nothing to mend.
        if (request.FromFork) Log.WriteLine($"gangate : {message}");
        else Warning(ErrorCodes.CommentLeftOut.Id, message);
        return $"No comment on the pull request: {reason}.";
    }

    private string RunLink() => (Environment("GITHUB_SERVER_URL"), Environment("GITHUB_REPOSITORY"), Environment("GITHUB_RUN_ID")) is
        (string server, string repository, string run)
            ? $"[The run and its report]({server}/{repository}/actions/runs/{run})"
            : "";

    // The runner made the file and reads it when the step is over.
    private void Append(string variable, string text)
    {
        if (Environment(variable) is not string path) return;

        try
        {
            File.AppendAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(
                ErrorCodes.OutputUnwritable, $"the file of {variable}, '{path}', cannot be written: {failure.Message}", failure);
        }
    }
}
