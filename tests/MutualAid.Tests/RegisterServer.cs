using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>A fake register: a gRPC server that gives numbers in the order in which they changed, two a page, and that can be away.</summary>
internal sealed class RegisterServer : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly Lock gate = new();
    private readonly List<RegisterNumber> changes = [];

    private RegisterServer(WebApplication host) => this.host = host;

    public string Address => host.Urls.Single();

    public bool IsAway { get; set; }

    /// <summary>Tokens of the calls, in their order.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<RegisterServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        RegisterServer? server = null;
        builder.Services.AddSingleton(_ => server!);
        var host = builder.Build();
        host.MapGrpcService<Numbers>();
        server = new RegisterServer(host);
        server.Set(Requests.Rpps, "75");
        server.Set(Requests.OtherRpps, "75");
        server.Set(Requests.Rpps13, "13");
        await host.StartAsync();
        return server;
    }

    /// <summary>Enters a physician, or moves the file to another council.</summary>
    public void Set(string rpps, string council)
    {
        lock (gate)
            changes.Add(new RegisterNumber { Rpps = rpps, Council = council });
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
    }

    private sealed class Numbers(RegisterServer server) : NumbersService.NumbersServiceBase
    {
        private const int PageSize = 2;

        public override Task<ReadNumbersResponse> ReadNumbers(ReadNumbersRequest request, ServerCallContext context)
        {
            if (server.IsAway)
                throw new RpcException(new Status(StatusCode.Unavailable, "Away."));
            lock (server.gate)
            {
                server.Asked.Add(request.Token);
                var from = request.Token.Length == 0 ? 0 : int.Parse(request.Token, System.Globalization.CultureInfo.InvariantCulture);
                var page = server.changes.Skip(from).Take(PageSize).ToList();
                return Task.FromResult(new ReadNumbersResponse
                {
                    Numbers = { page },
                    NextToken = page.Count == 0 ? request.Token : (from + page.Count).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Complete = from + page.Count == server.changes.Count,
                });
            }
        }
    }
}
