using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace GanGate.Tests.Playing;

/// <summary>The part of GitHub's API that comments need, on this machine.</summary>
internal sealed class GitHubApi : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _comments = [];

    public GitHubApi()
    {
        using (TcpListener probe = new(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public string Address { get; }

    /// <summary>What every request is answered with; null for what was asked.</summary>
    public HttpStatusCode? Refusal { get; set; }

    /// <summary>What was asked, in order: POST /repos/...</summary>
    public List<string> Requests { get; } = [];

    public HashSet<string> Authorizations { get; } = [];

    public string[] Bodies
    {
        get
        {
            lock (_lock) return [.. _comments.Select(comment => (string)comment["body"]!)];
        }
    }

    /// <summary>Leaves a comment.</summary>
    public void Comment(string body, string type, string association = "NONE")
    {
        lock (_lock)
        {
            _comments.Add(new()
            {
                ["id"] = 1000 + _comments.Count,
                ["body"] = body,
                ["user"] = new JsonObject { ["type"] = type },
                ["author_association"] = association,
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            JsonNode? sent = context.Request.HasEntityBody ? await JsonNode.ParseAsync(context.Request.InputStream) : null;
            JsonNode? answer = Answer(context.Request, (string?)sent?["body"]);
            context.Response.StatusCode = (int)(Refusal ?? (answer is null ? HttpStatusCode.NotFound : HttpStatusCode.OK));
            byte[] bytes = Encoding.UTF8.GetBytes((answer ?? new JsonObject { ["message"] = "no" }).ToJsonString());
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }

    private JsonNode? Answer(HttpListenerRequest request, string? body)
    {
        const string Issue = "/repos/someone/models/issues/7/comments", Single = "/repos/someone/models/issues/comments/";
        string path = request.Url!.AbsolutePath;
        lock (_lock)
        {
            Requests.Add($"{request.HttpMethod} {request.Url.PathAndQuery}");
            Authorizations.Add(request.Headers["Authorization"] ?? "");
            if (Refusal is not null) return null;

            switch (request.HttpMethod)
            {
                case "GET" when path == Issue:
                    int page = int.Parse(request.QueryString["page"]!, null), size = int.Parse(request.QueryString["per_page"]!, null);
                    return new JsonArray([.. _comments.Skip((page - 1) * size).Take(size).Select(comment => comment.DeepClone())]);
                case "POST" when path == Issue:
                    Comment(body!, "Bot");
                    return _comments[^1].DeepClone();
                case "PATCH" when path.StartsWith(Single, StringComparison.Ordinal):
                    JsonObject known = _comments.Single(comment => (int)comment["id"]! == int.Parse(path[Single.Length..], null));
                    known["body"] = body;
                    return known.DeepClone();
                default:
                    return null;
            }
        }
    }
}
