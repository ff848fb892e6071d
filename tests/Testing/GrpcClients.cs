using System.Net.Http.Headers;
using Grpc.Net.Client;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Channels that carry a token, over clear HTTP/2.</summary>
public static class GrpcClients
{
    public static GrpcChannel Channel(string address, string? token) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new TokenHandler(token) { InnerHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } },
        DisposeHttpClient = true,
    });

    private sealed class TokenHandler(string? token) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
