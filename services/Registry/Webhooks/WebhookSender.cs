using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace OrdreCouncils.Registry.Webhooks;

internal readonly record struct ReceiverAnswer(int Status, TimeSpan? RetryAfter, string Text = "");

/// <summary>Sends deliveries. It connects to public addresses only, whatever a name resolves to at that moment, and follows no redirect.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly WebhookOptions options;
    private readonly HttpClient http;

    public WebhookSender(IOptions<WebhookOptions> options)
    {
        this.options = options.Value;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would resolve and connect in place of this process, past the address check.
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>One attempt; the status is 0 when there was no answer.</summary>
    /// <param name="reads">Longest text of the answer that is read; an answer could be of any size.</param>
    public async Task<ReceiverAnswer> SendAsync(
        string url, IReadOnlyList<byte[]> secrets, string id, byte[] body, DateTimeOffset now, CancellationToken cancellation, int reads = 0)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.AttemptLimit);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secrets, id, timestamp, body));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var later = response.Headers.RetryAfter;
            var text = reads > 0 ? await ReadAsync(response, reads, limit.Token) : "";
            return new ReceiverAnswer((int)response.StatusCode, later?.Delta ?? (later?.Date - now), text);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or SocketException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return default;
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<string> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellation)
    {
        var bytes = new byte[most];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        return Encoding.UTF8.GetString(bytes, 0, await stream.ReadAtLeastAsync(bytes, most, throwOnEndOfStream: false, cancellation));
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation))
            .Where(address => PublicAddress.MayCall(address, options.AllowLoopback)).ToArray();
        if (addresses.Length == 0)
            throw new HttpRequestException("The host has no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
