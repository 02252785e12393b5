using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace GanGate.Tests.Browser;

/// <summary>A headless Chromium, driven over its DevTools protocol; one page.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Executables = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _pending = [];
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _session;
    private int _last;

    private Chromium(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>What the page complained of or asked the network for.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Starts the browser; the calling test is skipped where there is none.</summary>
    public static async Task<Chromium> StartAsync()
    {
        string? executable = Executables.FirstOrDefault(File.Exists);
        if (executable is null) Assert.Ignore("needs Chromium (Debian: apt-get install chromium)");

        string profile = Directory.CreateTempSubdirectory("gangate-chromium-").FullName;
        ProcessStartInfo start = new(executable!, [.. Flags, $"--user-data-dir={profile}", "about:blank"]) { RedirectStandardError = true };
        Chromium browser = new(Process.Start(start)!, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Sets the size of the screen and the scheme and medium that the page is told of.</summary>
    public async Task EmulateAsync(int width, string scheme, string medium = "screen")
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        JsonArray features = [new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }];
        await SendAsync("Emulation.setEmulatedMedia", new() { ["media"] = medium, ["features"] = features });
    }

    /// <summary>Opens a file and waits until all of it is there.</summary>
    public async Task OpenAsync(string path)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri });
        await _loaded.Task.WaitAsync(Patience);
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode> EvaluateAsync(string expression)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true });
        Assert.That(answer["exceptionDetails"]?.ToJsonString(), Is.Null);
        return answer["result"]!["value"]!;
    }

    /// <summary>The page on paper, as PDF.</summary>
    public async Task<byte[]> PrintAsync() => Convert.FromBase64String((string)(await SendAsync("Page.printToPDF", []))["data"]!);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _stop.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ConnectAsync()
    {
        const string Mark = "DevTools listening on ";
        using CancellationTokenSource patience = new(Patience);
        string? line;
        do line = await _process.StandardError.ReadLineAsync(patience.Token);
        while (line?.StartsWith(Mark, StringComparison.Ordinal) is false);
        _ = _process.StandardError.ReadToEndAsync(_stop.Token);
        await _socket.ConnectAsync(new Uri(line![Mark.Length..]), patience.Token);
        _ = Task.Run(ReceiveAsync);

        JsonNode target = await SendAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        JsonNode attached = await SendAsync("Target.attachToTarget", new() { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true });
        _session = (string)attached["sessionId"]!;
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"]) await SendAsync($"{domain}.enable", []);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        int id = Interlocked.Increment(ref _last);
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null) message["sessionId"] = _session;
        TaskCompletionSource<JsonNode> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, _stop.Token);
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[1 << 16];
        using MemoryStream message = new();
        while (!_stop.IsCancellationRequested)
        {
            WebSocketReceiveResult part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), _stop.Token);
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;

            Take(JsonNode.Parse(message.ToArray())!);
            message.SetLength(0);
        }
    }

    private void Take(JsonNode message)
    {
        if ((int?)message["id"] is int id)
        {
            if (!_pending.TryRemove(id, out TaskCompletionSource<JsonNode>? answer)) return;
            if (message["error"] is JsonNode error) answer.SetException(new InvalidOperationException(error.ToJsonString()));
            else answer.SetResult(message["result"]!);
            return;
        }

        switch ((string?)message["method"])
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                Complaints.Enqueue(message.ToJsonString());
                break;
            case "Network.requestWillBeSent" when (string)message["params"]!["request"]!["url"]! is string url:
                if (!url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)) Complaints.Enqueue(url);
                break;
        }
    }
}
