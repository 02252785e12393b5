using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GanGate.Tool.Ci;

/// <summary>One comment on a pull request for each gate's name: the first run writes it, later ones write it anew.</summary>
internal sealed class PullRequestComment : IDisposable
{
    private const int PageSize = 100;
    private const int MostPages = 30;
    private const int KeyDigits = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Whoever may not write to the repository could leave a comment with our mark.
    private static readonly string[] Trusted = ["OWNER", "MEMBER", "COLLABORATOR"];

    private readonly HttpClient _http;
    private readonly PullRequest _request;
    private readonly string _repository;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="request">The pull request.</param>
    /// <param name="token">The job's token.</param>
    /// <param name="api">The address of the API.</param>
    public PullRequestComment(PullRequest request, string token, string api)
    {
        _request = request;
        _repository = $"{api.TrimEnd('/')}/repos/{request.Repository}";
        _http = new HttpClient { Timeout = Patience };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("gangate", ProductVersion.Current));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        _http.DefaultRequestHeaders.Add("X-GitHub-Api-Version", "2022-11-28");
    }

    /// <summary>Writes the comment.</summary>
    /// <param name="name">The gate's name; it decides which comment is written anew.</param>
    /// <param name="text">What it says, as Markdown.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Why it could not be written; null when it was.</returns>
    public string? Write(string name, string text, CancellationToken cancellation)
    {
        try
        {
            string mark = MarkOf(name);
            string comments = $"{_repository}/issues/{_request.Number.ToString(CultureInfo.InvariantCulture)}/comments";
            long? known = Find(comments, mark, cancellation);
            JsonObject body = new() { ["body"] = $"{mark}\n{text}" };
            Send(known is long id ? HttpMethod.Patch : HttpMethod.Post, known is null ? comments : $"{_repository}/issues/comments/{known}", body, cancellation);
            return null;
        }
        catch (HttpRequestException failure)
        {
            return ReasonOf(failure);
        }
        catch (Exception failure) when (failure is JsonException or UriFormatException or InvalidOperationException)
        {
            return "the API's answer is not the expected one";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "the API did not answer in time";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // By its hash: a name may hold what would end an HTML comment.
    private static string MarkOf(string name) =>
        $"<!-- gangate:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..KeyDigits]} -->";

    private static string ReasonOf(HttpRequestException failure) => failure.StatusCode switch
    {
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound =>
            $"the job's token may not write one (HTTP {(int)failure.StatusCode}; it needs 'permissions: pull-requests: write')",
        HttpStatusCode status => $"the API answered with HTTP {(int)status}",
        null => "the API cannot be reached",
    };

    private long? Find(string comments, string mark, CancellationToken cancellation)
    {
        for (int page = 1; page <= MostPages; page++)
        {
            JsonArray found = Send(HttpMethod.Get, $"{comments}?per_page={PageSize}&page={page}", content: null, cancellation).AsArray();
            if (found.FirstOrDefault(comment => IsOurs(comment, mark)) is JsonNode ours) return ours["id"]!.GetValue<long>();
            if (found.Count < PageSize) return null;
        }

        return null;
    }

    private static bool IsOurs(JsonNode? comment, string mark) =>
        comment?["body"]?.ToString().StartsWith(mark, StringComparison.Ordinal) is true
        && (comment["user"]?["type"]?.ToString() == "Bot" || Trusted.Contains(comment["author_association"]?.ToString()));

    private JsonNode Send(HttpMethod method, string address, JsonObject? content, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, address);
        if (content is not null) request.Content = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = _http.Send(request, cancellation);
        response.EnsureSuccessStatusCode();
        using Stream answer = response.Content.ReadAsStream(cancellation);
        return JsonNode.Parse(answer) ?? throw new JsonException();
    }
}
