using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.Tests.Protos;

/// <summary>An echo service on a port of its own, in clear HTTP/2, with a client connected to it.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly GrpcChannel channel;

    private EchoServer(WebApplication app, GrpcChannelOptions channelOptions)
    {
        this.app = app;
        Address = new Uri(app.Urls.Single());
        channel = GrpcChannel.ForAddress(Address, channelOptions);
    }

    public Uri Address { get; }

    public GrpcChannel Channel => channel;

    public EchoService.EchoServiceClient Client => new(channel);

    public static async Task<EchoServer> StartAsync(
        EchoHandlers? handlers = null,
        Action<GrpcServiceOptions>? server = null,
        GrpcChannelOptions? channel = null,
        ServerServiceDefinition? definition = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            // The clocks against slow clients would cut the calls of a busy test machine.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.RequestHeadersTimeout = Timeout.InfiniteTimeSpan;
        });
        builder.Services.AddSingleton(handlers ?? new EchoHandlers());
        builder.Services.AddGrpc(options => server?.Invoke(options));
        var app = builder.Build();
        app.MapGrpcService<EchoGrpcService>();
        if (definition is not null)
            app.MapGrpcService(_ => definition);
        await app.StartAsync();
        return new EchoServer(app, channel ?? new GrpcChannelOptions());
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.DisposeAsync();
    }
}
