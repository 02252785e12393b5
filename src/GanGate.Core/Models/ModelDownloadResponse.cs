using System.Globalization;
using System.Net;

namespace GanGate.Models;

/// <summary>A server's answer with a file or the rest of one.</summary>
internal sealed class ModelDownloadResponse(HttpResponseMessage response, string host, TimeSpan stall) : IDisposable
{
    private Stream? _body;

    /// <summary>Who sends it.</summary>
    public string Host => host;

    /// <summary>Where in the file it starts; -1 where the server has no such part.</summary>
    public long Start { get; } = response.StatusCode == HttpStatusCode.OK ? 0 : response.Content.Headers.ContentRange?.From ?? -1;

    /// <summary>How large the server says the whole file is; null where it does not say.</summary>
    public long? TotalSize => response.Content.Headers.ContentRange?.Length ?? Start + response.Content.Headers.ContentLength;

    /// <summary>The version of the file, where it is one that stands for the same bytes.</summary>
    public string? Tag => response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;

    /// <summary>What to say when nothing comes any more.</summary>
    public static ModelDownloadException Stalled(TimeSpan stall)
        => new(string.Create(CultureInfo.InvariantCulture, $"nothing came for {stall.TotalSeconds:0.##} seconds"), again: true);

    /// <summary>Reads what comes next; 0 at the end.</summary>
    /// <exception cref="ModelDownloadException">The connection broke, or nothing came in time.</exception>
    public async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(stall);
        try
        {
            _body ??= await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            return await _body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Stalled(stall);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new ModelDownloadException("the connection was cut", again: true, inner: exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => response.Dispose();
}
