using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>A fake register: a gRPC server that can fail calls on request.</summary>
internal sealed class RegisterServer : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly Channel<RecordSanctionRequest> sanctions = Channel.CreateUnbounded<RecordSanctionRequest>();
    private int failures;

    private RegisterServer(WebApplication host) => this.host = host;

    public string Address => host.Urls.Single();

    /// <summary>Council of each known physician, by RPPS number.</summary>
    public ConcurrentDictionary<string, string> Councils { get; } = new();

    /// <summary>Family name of a physician, with the first name Camille; each other one is without name.</summary>
    public ConcurrentDictionary<string, string> Names { get; } = new();

    /// <summary>Physicians whom the register knows as deceased, with the day.</summary>
    public ConcurrentDictionary<string, DateOnly> Deaths { get; } = new();

    /// <summary>Physicians who left the register.</summary>
    public ConcurrentDictionary<string, bool> Former { get; } = new();

    /// <summary>Sanctions by decision; like the register, it records each decision once.</summary>
    public ConcurrentDictionary<string, RecordSanctionRequest> Recorded { get; } = new();

    /// <summary>The last correction of days, by decision.</summary>
    public ConcurrentDictionary<string, CorrectSanctionRequest> Corrected { get; } = new();

    /// <summary>What the register shows: sanctions by decision, without those that were withdrawn.</summary>
    public ConcurrentDictionary<string, (RestrictingSanction Sanction, Date From, Date? Until)> Shown { get; } = new();

    /// <summary>Decision of each RecordSanction call, in order of arrival, refused calls included.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Rulings after emergency suspensions: number of the physician and day.</summary>
    public ConcurrentQueue<(string Rpps, Date RuledOn)> EmergencyRulings { get; } = new();

    /// <summary>Sanctions that the register answers with UNAVAILABLE.</summary>
    public Func<RecordSanctionRequest, bool> Refuses { get; set; } = _ => false;

    /// <summary>While true, every call answers UNAVAILABLE.</summary>
    public bool Away { get; set; }

    /// <summary>For each call: the token of the caller, and the token of the person on whose behalf it is made.</summary>
    public ConcurrentQueue<(string Method, string Token, string OnBehalfOf)> Calls { get; } = new();

    public static async Task<RegisterServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        RegisterServer? server = null;
        builder.Services.AddSingleton(_ => server!);
        var host = builder.Build();
        host.MapGrpcService<Physicians>();
        host.MapGrpcService<Sanctions>();
        server = new RegisterServer(host);
        await host.StartAsync();
        return server;
    }

    /// <summary>The next calls answer UNAVAILABLE.</summary>
    public void FailNext(int calls) => Volatile.Write(ref failures, calls);

    public async Task<RecordSanctionRequest> NextSanctionAsync() =>
        await sanctions.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
    }

    private RegistrationStatus StatusOf(GetPhysicianRequest request) =>
        Deaths.TryGetValue(request.Rpps, out var died) && (request.On is null || new DateOnly(request.On.Year, request.On.Month, request.On.Day) >= died)
            ? RegistrationStatus.Deceased
            : Former.ContainsKey(request.Rpps) ? RegistrationStatus.Left : RegistrationStatus.Registered;

    private void Admit(ServerCallContext context)
    {
        var headers = context.RequestHeaders;
        Calls.Enqueue((context.Method, headers.GetValue("authorization") ?? "", headers.GetValue(OnBehalfOf.Header) ?? ""));
        if (Away || Interlocked.Decrement(ref failures) >= 0)
            throw new RpcException(new Status(StatusCode.Unavailable, "Away."));
    }

    private sealed class Physicians(RegisterServer server) : PhysiciansService.PhysiciansServiceBase
    {
        public override Task<GetPhysicianResponse> GetPhysician(GetPhysicianRequest request, ServerCallContext context)
        {
            server.Admit(context);
            if (!server.Councils.TryGetValue(request.Rpps, out var council))
                throw new RpcException(new Status(StatusCode.NotFound, "No such physician."));
            var named = server.Names.TryGetValue(request.Rpps, out var name);
            return Task.FromResult(new GetPhysicianResponse
            {
                Physician = new Physician { Rpps = request.Rpps, Council = council, FamilyName = name ?? "", GivenName = named ? "Camille" : "" },
                Registration = new Registration { Status = server.StatusOf(request) },
            });
        }

        /// <summary>By whole family name; every first name is Camille.</summary>
        public override Task<SearchPhysiciansResponse> SearchPhysicians(SearchPhysiciansRequest request, ServerCallContext context)
        {
            server.Admit(context);
            var found = server.Names.Where(pair => pair.Value.Equals(request.FamilyName, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Key).Order();
            return Task.FromResult(new SearchPhysiciansResponse
            {
                Physicians = { request.GivenName == "CAMILLE" ? found.Select(server.Summary) : [] },
            });
        }
    }

    private PhysicianSummary Summary(string rpps) => new()
    {
        Rpps = rpps,
        Council = Councils[rpps],
        FamilyName = Names[rpps],
        GivenName = "Camille",
        Status = StatusOf(new GetPhysicianRequest { Rpps = rpps }),
        Match = MatchKind.Exact,
    };

    private sealed class Sanctions(RegisterServer server) : SanctionsService.SanctionsServiceBase
    {
        public override Task<RecordSanctionResponse> RecordSanction(RecordSanctionRequest request, ServerCallContext context)
        {
            server.Asked.Enqueue(request.DecisionId);
            server.Admit(context);
            if (server.Refuses(request))
                throw new RpcException(new Status(StatusCode.Unavailable, "Away."));
            server.Recorded.TryAdd(request.DecisionId, request);
            server.Shown.TryAdd(request.DecisionId, (request.Sanction, request.EffectiveOn, request.EndsOn));
            server.sanctions.Writer.TryWrite(request);
            return Task.FromResult(new RecordSanctionResponse { RestrictionId = request.DecisionId });
        }

        public override Task<RecordEmergencyRulingResponse> RecordEmergencyRuling(RecordEmergencyRulingRequest request, ServerCallContext context)
        {
            server.Admit(context);
            server.EmergencyRulings.Enqueue((request.Rpps, request.RuledOn));
            return Task.FromResult(new RecordEmergencyRulingResponse());
        }

        public override Task<CorrectSanctionResponse> CorrectSanction(CorrectSanctionRequest request, ServerCallContext context)
        {
            server.Admit(context);
            if (request.Correction == SanctionCorrection.Withdrawn)
                server.Shown.TryRemove(request.DecisionId, out _);
            else if (server.Shown.TryGetValue(request.DecisionId, out var shown))
                (server.Shown[request.DecisionId], server.Corrected[request.DecisionId]) = ((shown.Sanction, request.EffectiveOn, request.EndsOn), request);
            else
                throw new RpcException(new Status(StatusCode.NotFound, "No such sanction."));
            return Task.FromResult(new CorrectSanctionResponse());
        }
    }
}
