using Grpc.Net.Client;

namespace OrdreCouncils.Development.Channels;

/// <summary>A gRPC channel that sends a bearer token without TLS: for loopback only.</summary>
public static class BearerChannel
{
    public static GrpcChannel Open(string address, string? token) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        // Given a client instead of a handler, the channel does not watch its connection: ServiceChannel in ServiceDefaults says why.
        HttpClient = new HttpClient(new TokenHandler(token) { InnerHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        },
        DisposeHttpClient = true,
    });

    private sealed class TokenHandler(string? token) : DelegatingHandler
    {
        private readonly string? authorization = token is null ? null : $"Bearer {token}";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (authorization is not null)
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
