using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GanGate.Tests.Models;

/// <summary>An HTTP server on this machine that answers as badly as a test wants; one request per connection.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Action<LocalServer, LocalRequest> _answer;
    private readonly List<LocalRequest> _requests = [];

    public LocalServer(Action<LocalServer, LocalRequest> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Set when the server goes away; an answer that never ends waits for it.</summary>
    public ManualResetEventSlim Closing { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<LocalRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public Uri Address(string path = "/weights.pth") => new($"http://127.0.0.1:{Port}{path}");

    public void Dispose()
    {
        Closing.Set();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(TcpClient client)
    {
        using TcpClient open = client;
        using NetworkStream stream = client.GetStream();
        try
        {
            List<string> lines = [];
            using StreamReader reader = new(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
            while (reader.ReadLine() is { Length: > 0 } line) lines.Add(line);

            LocalRequest request;
            lock (_requests) _requests.Add(request = new LocalRequest(_requests.Count, lines, stream));

            _answer(this, request);
        }
        catch (IOException)
        {
            // The client went first.
        }
    }
}
