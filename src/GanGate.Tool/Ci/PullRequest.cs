using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GanGate.Tool.Ci;

/// <summary>The pull request that a job runs for.</summary>
/// <param name="Repository">OWNER/NAME of the repository that it wants to change.</param>
/// <param name="Number">Its number there.</param>
/// <param name="FromFork">Whether it comes from another repository, so that the job's token may only read.</param>
internal sealed partial record PullRequest(string Repository, int Number, bool FromFork)
{
    /// <summary>The pull request of a job's environment; null where it runs for something else.</summary>
    public static PullRequest? Of(Func<string, string?> environment)
    {
        if (environment("GITHUB_REPOSITORY") is not string repository || !RepositoryName().IsMatch(repository)) return null;
        if (environment("GITHUB_EVENT_PATH") is not string path || Read(path)?["pull_request"] is not JsonObject request) return null;
        if (request["number"] is not JsonValue value || !value.TryGetValue(out int number)) return null;

        string? head = request["head"]?["repo"]?["full_name"]?.ToString();
        return new PullRequest(repository, number, !string.Equals(head, repository, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonNode? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            // A job without an event that can be read is no pull request's.
            return null;
        }
    }

    [GeneratedRegex(@"^[\w.-]+/[\w.-]+$")]
    private static partial Regex RepositoryName();
}
