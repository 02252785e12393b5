using System.Net;
using System.Net.Http.Headers;

namespace GanGate.Models;

/// <summary>Asks a server for a file or the rest of one, follows its redirections one by one, and gives up when nothing comes.</summary>
internal sealed class ModelDownloadRequest : IDisposable
{
    private const int MostRedirections = 10;

    private readonly TimeSpan _stall;
    private readonly HttpClient _client;

    public ModelDownloadRequest(TimeSpan stall)
    {
        _stall = stall;

        // Proxies are those of the environment, by default. Redirections are not the handler's: it would not ask where they lead.
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = stall };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("GanGate", null));
    }

    /// <summary>An address without user, password and query, which may be secrets.</summary>
    public static string Shown(Uri address) => $"{address.Scheme}://{address.Authority}{address.AbsolutePath}";

    /// <summary>Sends the request and waits for the head of the answer.</summary>
    /// <param name="source">Where to ask first.</param>
    /// <param name="offset">How much is here already.</param>
    /// <param name="tag">The version of what is here, where known.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ModelDownloadException">There is no usable answer.</exception>
    public async Task<ModelDownloadResponse> SendAsync(Uri source, long offset, string? tag, CancellationToken cancellation)
    {
        Uri address = source;
        for (int redirections = 0; redirections <= MostRedirections; redirections++)
        {
            HttpResponseMessage response = await SendOnceAsync(address, offset, tag, cancellation).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return new ModelDownloadResponse(response, address.Host, _stall);
            }

            using (response)
            {
                address = NextAddress(address, response);
            }
        }

        throw new ModelDownloadException($"it was redirected more than {MostRedirections} times", again: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(Uri address, long offset, string? tag, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
            if (tag is not null) request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_stall);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw ModelDownloadResponse.Stalled(_stall);
        }
        catch (HttpRequestException exception)
        {
            throw new ModelDownloadException(exception.InnerException?.Message ?? exception.Message, again: true, inner: exception);
        }
    }

    private static Uri NextAddress(Uri address, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (status is >= 300 and < 400 && response.Headers.Location is { } location)
        {
            Uri next = new(address, location);
            return ModelDownload.IsSafe(next)
                ? next
                : throw new ModelDownloadException($"it redirects to {Shown(next)}, which is not HTTPS", again: false);
        }

        throw new ModelDownloadException(
            $"the server answers {status} {response.ReasonPhrase}".TrimEnd(), again: status is 408 or 429 or >= 500);
    }
}
