using System.Data.Common;
using Dapper;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Benchmarks;

/// <summary>The peer of an uncached look-up: a plain gRPC service on Kestrel that reads the same facts by Dapper in one command.</summary>
internal static class PointReadServer
{
    /// <param name="open">Opens a pooled connection to the store.</param>
    public static async Task<WebApplication> StartAsync(Func<CancellationToken, Task<DbConnection>> open)
    {
        var builder = BareHost.Create(HttpProtocols.Http2);
        builder.Services.AddSingleton(open);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<PhysiciansGrpc>();
        await app.StartAsync();
        return app;
    }

    private sealed class PhysiciansGrpc(Func<CancellationToken, Task<DbConnection>> open) : PhysiciansService.PhysiciansServiceBase
    {
        private const string Read =
            """
            select rpps, title, civility, family_name as FamilyName, given_name as GivenName, council from physicians where rpps = @Rpps;
            select kind, code, label from qualifications where rpps = @Rpps and ended_in is null order by kind desc, code;
            select mode, sector, structure, siret, finess, postal_code as PostalCode, town, department from activities
            where rpps = @Rpps and ended_in is null order by valid_from, recorded_in, activity_key
            """;

        public override async Task<GetPhysicianResponse> GetPhysician(GetPhysicianRequest request, ServerCallContext context)
        {
            await using var connection = await open(context.CancellationToken);
            await using var results = await connection.QueryMultipleAsync(
                new CommandDefinition(Read, new { request.Rpps }, cancellationToken: context.CancellationToken));
            var physician = await results.ReadSingleAsync<Physician>();
            physician.Qualifications.AddRange(await results.ReadAsync<Qualification>());
            physician.Activities.AddRange(await results.ReadAsync<Activity>());
            return new GetPhysicianResponse { Physician = physician };
        }
    }
}
