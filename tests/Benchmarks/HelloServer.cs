using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Configuration;

namespace OrdreCouncils.Benchmarks;

/// <summary>The peers to compare with: a plain gRPC hello on Kestrel, and a plain YARP with one route to it.</summary>
internal static class HelloServer
{
    public static async Task<WebApplication> StartAsync()
    {
        var builder = BareHost.Create(HttpProtocols.Http2);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<HelloGrpc>();
        await app.StartAsync();
        return app;
    }

    public static async Task<WebApplication> StartProxyAsync(string destination)
    {
        var builder = BareHost.Create(HttpProtocols.Http2);
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "hello", ClusterId = "hello", Match = new RouteMatch { Path = "{**any}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "hello",
                    HttpRequest = new Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig
                    {
                        Version = HttpVersion.Version20,
                        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                    },
                    Destinations = new Dictionary<string, DestinationConfig> { ["hello"] = new() { Address = destination } },
                },
            ]);
        var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync();
        return app;
    }

    private sealed class HelloGrpc : HelloService.HelloServiceBase
    {
        public override Task<SayHelloResponse> SayHello(SayHelloRequest request, ServerCallContext context) =>
            Task.FromResult(new SayHelloResponse { Message = "Hello " + request.Name });
    }
}
