using Grpc.Net.Client;

namespace OrdreCouncils.Development.Channels;

/// <summary>A gRPC channel that sends a bearer token without TLS: for loopback only.</summary>
public static class BearerChannel
{
    public static GrpcChannel Open(string address, string? token)
    {
        var authorization = Header(token);
        return Open(address, () => authorization);
    }

    /// <param name="token">The token to send, asked for at each call.</param>
    public static GrpcChannel OpenRenewing(string address, Func<string> token) => Open(address, () => Header(token()));

    private static string? Header(string? token) => token is null ? null : $"Bearer {token}";

    private static GrpcChannel Open(string address, Func<string?> authorization) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        // Given a client instead of a handler, the channel does not watch its connection: ServiceChannel in ServiceDefaults says why.
        HttpClient = new HttpClient(new TokenHandler(authorization) { InnerHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        },
        DisposeHttpClient = true,
    });

    private sealed class TokenHandler(Func<string?> authorization) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (authorization() is { } value)
                request.Headers.TryAddWithoutValidation("Authorization", value);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
