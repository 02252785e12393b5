using System.Net;
using System.Security.Cryptography;
using GanGate.Models;
using NUnit.Framework.Constraints;

namespace GanGate.Tests.Models;

public sealed class ModelStoreFetchTests : IDisposable
{
    private static readonly byte[] Content = MakeContent(1);
    private static readonly byte[] OtherContent = MakeContent(2);
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));

    private TemporaryFolder _folder = new();

    private string Partial => Path.Combine(_folder["models"], "weights.pth.part");

    [SetUp]
    public void MakeFolder()
    {
        _folder.Dispose();
        _folder = new TemporaryFolder();
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task The_file_arrives_is_reported_and_can_be_used()
    {
        using LocalServer server = new((_, request) => request.Serve(Content));
        Progress progress = new();
        StoredModel model = await Store(server.Address()).FetchAsync(progress: progress);

        Assert.That(File.ReadAllBytes(model.Path), Is.EqualTo(Content));
        Assert.That(Store().Resolve(), Is.EqualTo(model));
        Assert.That(model, Is.EqualTo(new StoredModel("inception", Path.Combine(_folder["models"], "weights.pth"), Content.Length, Hash)));
        Assert.That(progress.Reports[0], Is.EqualTo(new ModelDownloadProgress(0, Content.Length, "127.0.0.1")));
        Assert.That(progress.Reports[^1].Received, Is.EqualTo(Content.Length));
        Assert.That(progress.Reports.Select(report => report.Received), Is.Ordered);
        Assert.That(Path.Exists(Partial), Is.False);
    }

    [Test]
    public async Task A_file_that_is_here_is_not_downloaded_again()
    {
        using LocalServer server = new((_, request) => request.Serve(Content));
        await Store(server.Address()).FetchAsync();
        await Store(server.Address()).FetchAsync();
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_damaged_file_is_replaced()
    {
        Directory.CreateDirectory(_folder["models"]);
        File.WriteAllBytes(Path.Combine(_folder["models"], "weights.pth"), OtherContent);
        using LocalServer server = new((_, request) => request.Serve(Content));
        await Store(server.Address()).FetchAsync();
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [Test]
    public async Task After_a_cut_only_the_rest_of_the_same_version_is_asked_for()
    {
        using LocalServer server = new((_, request) =>
        {
            request.ServeHead(Content);
            request.Send(request.Number == 0 ? Content.AsSpan(0, 70_000) : Content.AsSpan(request.From));
        });
        await Store(server.Address()).FetchAsync();

        Assert.That(server.Requests[0]["Range"], Is.Null);
        Assert.That((server.Requests[1]["Range"], server.Requests[1]["If-Range"]), Is.EqualTo(("bytes=70000-", "\"v1\"")));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [Test]
    public async Task A_later_call_goes_on_where_an_earlier_one_ended()
    {
        using (LocalServer cutting = new((_, request) =>
        {
            request.ServeHead(Content);
            request.Send(Content.AsSpan(request.From, 30_000));
        }))
        {
            ModelStore impatient = Store(new ModelDownloadOptions { Attempts = 2, Pause = TimeSpan.Zero }, cutting.Address());
            Assert.That(() => impatient.FetchAsync(), Failure(ErrorCodes.DownloadFailed, "the connection was cut", "ModelStore.FetchAsync"));
        }

        using LocalServer good = new((_, request) => request.Serve(Content));
        await Store(good.Address()).FetchAsync();
        Assert.That(good.Requests.Single()["Range"], Is.EqualTo("bytes=60000-"));
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [Test]
    public async Task A_whole_file_in_place_of_the_rest_is_taken_as_it_is()
    {
        Keep(Content.AsSpan(0, 1000));
        using LocalServer server = new((_, request) =>
        {
            request.Head("200 OK", $"Content-Length: {Content.Length}");
            request.Send(Content);
        });
        await Store(server.Address()).FetchAsync();
        Assert.That(server.Requests.Single()["Range"], Is.EqualTo("bytes=1000-"));
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [TestCase("206 Partial Content", "Content-Range: bytes 5-9/200000")]
    [TestCase("206 Partial Content", "X-Nothing: 1")]
    [TestCase("416 Range Not Satisfiable", "Content-Range: bytes */200000")]
    public async Task A_server_without_the_missing_part_is_asked_for_the_whole(string status, string range)
    {
        Keep(Content.AsSpan(0, 1000));
        using LocalServer server = new((_, request) =>
        {
            if (request["Range"] is null)
            {
                request.Serve(Content);
            }
            else
            {
                request.Head(status, "Content-Length: 5", range);
                request.Send("wrong"u8);
            }
        });
        await Store(server.Address()).FetchAsync();
        Assert.That(server.Requests, Has.Count.EqualTo(2));
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [Test]
    public async Task A_beginning_of_something_else_costs_one_more_download()
    {
        Keep(OtherContent.AsSpan(0, 1000));
        using LocalServer server = new((_, request) => request.Serve(Content));
        await Store(server.Address()).FetchAsync();
        Assert.That(server.Requests.Select(request => request["Range"]), Is.EqualTo(new[] { "bytes=1000-", null }));
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [Test]
    public async Task What_is_longer_than_the_file_is_no_beginning_of_it()
    {
        Keep([.. Content, 0]);
        using LocalServer server = new((_, request) => request.Serve(Content));
        await Store(server.Address()).FetchAsync();
        Assert.That(server.Requests.Single()["Range"], Is.Null);
    }

    [Test]
    public async Task A_stall_ends_in_another_try_for_the_rest()
    {
        using LocalServer server = new((server, request) =>
        {
            // First no answer at all, then half a file, then the rest.
            if (request.Number > 0) request.ServeHead(Content);
            if (request.Number == 1) request.Send(Content.AsSpan(0, 50_000));
            if (request.Number < 2) server.Closing.Wait();
            request.Send(Content.AsSpan(request.From));
        });
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        // Long enough for a busy machine to send half a file.
        await Store(Quick with { Stall = TimeSpan.FromSeconds(3) }, server.Address()).FetchAsync(cancellation: patience.Token);
        Assert.That(server.Requests.Select(request => request.From), Is.EqualTo(new[] { 0, 0, 50_000 }));
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [TestCase(199_999)]
    [TestCase(200_001)]
    [TestCase(int.MaxValue)]
    public void A_file_of_another_length_is_not_even_begun(int length)
    {
        using LocalServer server = new((server, request) =>
        {
            request.Head("200 OK", $"Content-Length: {length}");
            server.Closing.Wait();
        });
        Assert.That(
            () => Store(server.Address()).FetchAsync(),
            Failure(ErrorCodes.DownloadFailed, $"offers {length} bytes; the file has 200000"));
        Assert.That(server.Requests, Has.Count.EqualTo(1), "asking again would not help");
    }

    [Test]
    public void A_file_without_an_end_is_refused_where_it_should_end()
    {
        using LocalServer server = new((_, request) =>
        {
            request.Head("200 OK");
            while (true) request.Send(Content);
        });
        Assert.That(() => Store(server.Address()).FetchAsync(), Failure(ErrorCodes.ModelCorrupt, "more than the file's 200000 bytes"));
        Assert.That(new FileInfo(Partial).Length, Is.Zero);
    }

    [Test]
    public async Task Other_content_is_refused_and_the_next_source_asked()
    {
        using LocalServer wrong = new((_, request) => request.Serve(OtherContent)), good = new((_, request) => request.Serve(Content));
        Assert.That(
            () => Store(wrong.Address()).FetchAsync(),
            Failure(ErrorCodes.ModelCorrupt, "another SHA-256", "ModelStore.ImportAsync(\"weights.pth\")"));
        Assert.That(Directory.GetFiles(_folder["models"]).Select(Path.GetFileName), Is.EqualTo(new[] { ".lock" }));

        await Store(wrong.Address(), good.Address()).FetchAsync();
        Assert.That(Store().Resolve().Sha256, Is.EqualTo(Hash));
    }

    [Test]
    public void When_no_source_gives_the_file_each_is_named_with_its_reason_but_no_secrets()
    {
        using LocalServer absent = new((_, request) => request.Head("404 Not Found", "Content-Length: 0"));
        using LocalServer silent = new((_, _) => { });
        Uri secret = new($"http://user:password@127.0.0.1:{absent.Port}/weights.pth?token=abc");
        GanGateException exception = Assert.ThrowsAsync<GanGateException>(() => Store(secret, silent.Address()).FetchAsync())!;
        Assert.That(exception.Error, Is.EqualTo(ErrorCodes.DownloadFailed));
        Assert.That(exception.Details[0], Is.EqualTo($"http://127.0.0.1:{absent.Port}/weights.pth: the server answers 404 Not Found"));
        Assert.That(exception.Details[1], Does.StartWith($"{silent.Address()}: "));
        Assert.That(exception.Message, Does.Not.Contain("password").And.Not.Contain("abc").And.Contain("ModelStore.FetchAsync"));
        Assert.That(absent.Requests, Has.Count.EqualTo(1), "asking again would not help");
        Assert.That(silent.Requests, Has.Count.AtLeast(Quick.Attempts));
    }

    [Test]
    public async Task Redirections_on_this_machine_are_followed_and_keep_the_range()
    {
        Keep(Content.AsSpan(0, 1000));
        using LocalServer good = new((_, request) => request.Serve(Content));
        using LocalServer first = new((_, request) => request.Redirect(request.Path == "/b" ? good.Address("/c?x=1").ToString() : "/b"));
        await Store(first.Address("/a")).FetchAsync();
        Assert.That(first.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/a", "/b" }));
        Assert.That((good.Requests[0].Path, good.Requests[0].From), Is.EqualTo(("/c?x=1", 1000)));
    }

    [TestCase("http://models.invalid/weights.pth?token=abc", "http://models.invalid/weights.pth, which is not HTTPS")]
    [TestCase("ftp://127.0.0.1/weights.pth", "ftp://127.0.0.1/weights.pth, which is not HTTPS")]
    [TestCase("file:///etc/hostname", "file:///etc/hostname, which is not HTTPS")]
    public void A_redirection_to_an_open_connection_is_refused_before_it_is_made(string location, string expected)
    {
        using LocalServer server = new((_, request) => request.Redirect(location));
        Assert.That(() => Store(server.Address()).FetchAsync(), Failure(ErrorCodes.DownloadFailed, expected));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Redirections_in_a_circle_end()
    {
        using LocalServer server = new((_, request) => request.Redirect("/again"));
        Assert.That(() => Store(server.Address()).FetchAsync(), Failure(ErrorCodes.DownloadFailed, "redirected more than 10 times"));
        Assert.That(server.Requests, Has.Count.EqualTo(11));
    }

    [Test]
    public async Task Of_two_at_once_one_downloads_and_both_have_the_file()
    {
        using ManualResetEventSlim bothAsk = new();
        using LocalServer server = new((_, request) =>
        {
            bothAsk.Wait(TimeSpan.FromSeconds(10));
            request.Serve(Content);
        });
        Task<StoredModel>[] fetches = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Store(server.Address()).FetchAsync()))];
        await Task.Delay(300);
        bothAsk.Set();
        StoredModel[] models = await Task.WhenAll(fetches);
        Assert.That(models[0], Is.EqualTo(models[1]));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Cancelling_stops_and_keeps_what_has_come()
    {
        using CancellationTokenSource cancellation = new();
        using LocalServer server = new((server, request) =>
        {
            request.ServeHead(Content);
            request.Send(Content.AsSpan(0, 40_000));
            server.Closing.Wait();
        });
        Progress progress = new() { OnReport = report => { if (report.Received == 40_000) cancellation.Cancel(); } };
        Assert.That(
            () => Store(server.Address()).FetchAsync(progress: progress, cancellation: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(new FileInfo(Partial).Length, Is.EqualTo(40_000));
    }

    [TestCase("/mirror/", "/mirror/weights.pth")]
    [TestCase("/any/name.bin?key=1", "/any/name.bin?key=1")]
    public async Task A_mirror_takes_the_place_of_the_public_addresses(string mirror, string asked)
    {
        using LocalServer official = new((_, request) => request.Serve(Content)), other = new((_, request) => request.Serve(Content));
        await Store(Quick, other.Address(mirror).ToString(), official.Address()).FetchAsync();
        Assert.That(other.Requests.Single().Path, Is.EqualTo(asked));
        Assert.That(official.Requests, Is.Empty);
    }

    [TestCase("http://models.invalid/weights.pth")]
    [TestCase("models/weights.pth")]
    [TestCase("file:///tmp/weights.pth")]
    public void A_mirror_must_be_safe(string mirror)
    {
        using LocalServer official = new((_, request) => request.Serve(Content));
        Assert.That(
            () => Store(Quick, mirror, official.Address()).FetchAsync(),
            Failure(ErrorCodes.DownloadFailed, "GANGATE_MODEL_URL must be an https:// address"));
        Assert.That(official.Requests, Is.Empty);
    }

    [Test]
    public void The_proxy_of_the_environment_is_asked()
    {
        using LocalServer proxy = new((_, request) => request.Head("403 Forbidden", "Content-Length: 0"));
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Address("/"));
        try
        {
            Assert.That(
                () => Store(new Uri("https://models.invalid/weights.pth")).FetchAsync(),
                Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.DownloadFailed));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.That(proxy.Requests[0].Lines[0], Does.StartWith("CONNECT models.invalid:443"));
    }

    [Test]
    public void A_store_that_cannot_be_written_says_where_to_put_it()
    {
        File.WriteAllText(_folder["models"], "a file where the folder should be");
        using LocalServer server = new((_, request) => request.Serve(Content));
        Assert.That(() => Store(server.Address()).FetchAsync(), Failure(ErrorCodes.OutputUnwritable, "set GANGATE_HOME"));
    }

    private static ModelDownloadOptions Quick => new() { Attempts = 3, Pause = TimeSpan.Zero };

    private static Constraint Failure(ErrorCode code, params string[] parts)
    {
        Constraint constraint = Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(code);
        foreach (string part in parts) constraint = constraint.And.Message.Contains(part);

        return constraint;
    }

    private static byte[] MakeContent(int seed)
    {
        byte[] content = new byte[200_000];
        new Random(seed).NextBytes(content);
        return content;
    }

    private ModelStore Store(params Uri[] sources) => Store(Quick, sources);

    private ModelStore Store(ModelDownloadOptions options, params Uri[] sources) => Store(options, null, sources);

    private ModelStore Store(ModelDownloadOptions options, string? mirror, params Uri[] sources)
        => new(_folder.Root, new PublicModel("inception", "weights.pth", Content.Length, Hash, sources))
        {
            Download = options,
            Mirror = mirror,
        };

    private void Keep(ReadOnlySpan<byte> partial)
    {
        Directory.CreateDirectory(_folder["models"]);
        File.WriteAllBytes(Partial, partial);
    }

    private sealed class Progress : IProgress<ModelDownloadProgress>
    {
        public List<ModelDownloadProgress> Reports { get; } = [];

        public Action<ModelDownloadProgress> OnReport { get; init; } = _ => { };

        public void Report(ModelDownloadProgress value)
        {
            Reports.Add(value);
            OnReport(value);
        }
    }
}
