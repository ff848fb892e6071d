using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Benchmarks;

/// <summary>The peer of a filing: the rows that the service writes for it, in as many transactions, with nothing read, checked or computed.</summary>
internal sealed class FilingPeer(Database database)
{
    private const string Opinion = "Avis d'essai.";

    private int number;

    /// <summary>A plain gRPC service that writes one filing by three calls.</summary>
    public static async Task<WebApplication> ServeAsync(FilingPeer peer)
    {
        var builder = BareHost.Create(HttpProtocols.Http2);
        builder.Services.AddSingleton(peer);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<StepGrpc>();
        await app.StartAsync();
        return app;
    }

    public static string NewId() => Guid.CreateVersion7().ToString();

    public async Task FileAsync()
    {
        var id = NewId();
        for (var step = 0; step < 3; step++)
            await StepAsync(step, id);
    }

    private Task<bool> StepAsync(int step, string id) => database.WriteAsync(
        async sql =>
        {
            var row = new Step(id, NewId(), step, DateTimeOffset.UtcNow, DateOnly.FromDateTime(DateTime.UtcNow), new byte[60], new string('0', 64));
            await sql.ExecuteAsync(
                """
                insert into requests (actor, request_id, operation, body_hash, scope, at)
                values ('cdom-75', @Request, '/ordre.discipline.v1.X/Y', @Hash, @Hash, @Now)
                on conflict (actor, request_id) do nothing
                """, row);
            await (step switch { 0 => OpenAsync(sql, row), 1 => PrepareAsync(sql, row), _ => SignAsync(sql, row) });
            await sql.ExecuteAsync("update requests set response = @Bytes where actor = 'cdom-75' and request_id = @Request", row);
            var entries = step == 0 ? 2 : 1;
            var last = await sql.ScalarAsync<long>("update audit_head set sequence = sequence + @entries where id = 1 returning sequence", new { entries });
            for (var entry = last - entries + 1; entry <= last; entry++)
            {
                await sql.ExecuteAsync(
                    """
                    insert into audit_entries (sequence, at, actor, on_behalf_of, operation, kind, subject, reason, request_id, body, previous_hash, hash)
                    values (@entry, @Now, 'cdom-75', '', '/ordre.discipline.v1.X/Y', 'discipline.x.y', @Subject, '', @Request, @Hash, @Hash, @Hash)
                    """, new { entry, row.Now, row.Subject, row.Request, row.Hash });
            }

            await sql.ExecuteAsync("update audit_head set hash = @Hash where id = 1", row);
            return true;
        },
        CancellationToken.None);

    private async Task OpenAsync(SqlSession sql, Step row)
    {
        await sql.ExecuteAsync(
            """
            insert into affairs (id, title, facts, facts_on, opened_by, opened_at)
            values (@Id, 'Affaire d''essai', 'Faits d''essai.', @Today, 'cnom', @Now)
            """, row);
        await sql.ExecuteAsync(
            """
            insert into cases (id, affair_id, position, rpps, council, respondent_name, respondent_kind)
            values (@Id, @Id, 0, @rpps, '75', 'Nom', 'Registered')
            """,
            new { row.Id, rpps = FormattableString.Invariant($"1{Interlocked.Increment(ref number):0000000000}") });
        await SetDeadlineAsync(sql, row);
    }

    private static async Task PrepareAsync(SqlSession sql, Step row)
    {
        await sql.ExecuteAsync(
            """
            insert into referral_versions (case_id, version, chamber, reasoned_opinion, deliberated_on, prepared_by, prepared_at)
            values (@Id, 1, 'ile-de-france', @opinion, @Today, 'cdom-75', @Now)
            """, new { row.Id, opinion = Opinion, row.Today, row.Now });
        await sql.ExecuteAsync("insert into referral_articles (case_id, version, article) values (@Id, 1, 4)", row);
        await sql.ExecuteAsync("update cases set version = version + 1 where id = @Id", row);
        await SetDeadlineAsync(sql, row);
    }

    private static async Task SignAsync(SqlSession sql, Step row)
    {
        await sql.ExecuteAsync(
            """
            insert into filings (case_id, version, chamber, signed_by, signed_at, filed_on, decision_due_on)
            values (@Id, 1, 'ile-de-france', 'cdom-75-president', @Now, @Today, @Today)
            """, row);
        await sql.ExecuteAsync("update cases set register_council = '75', respondent_name = 'Nom' where id = @Id", row);
        await sql.ExecuteAsync("update cases set version = version + 1 where id = @Id", row);
        await SetDeadlineAsync(sql, row);
    }

    private static Task<int> SetDeadlineAsync(SqlSession sql, Step row) => sql.ExecuteAsync(
        "update cases set next_due_on = @Today, next_deadline = @Bytes, clock_key = 'Opened' where id = @Id", row);

    private sealed record Step(string Id, string Request, int Number, DateTimeOffset Now, DateOnly Today, byte[] Bytes, string Hash)
    {
        public string Subject => $"cases/{Id}";
    }

    private sealed class StepGrpc(FilingPeer peer) : HelloService.HelloServiceBase
    {
        public override async Task<SayHelloResponse> SayHello(SayHelloRequest request, ServerCallContext context)
        {
            await peer.StepAsync(request.Name[0] - '0', request.Name[1..]);
            return new SayHelloResponse { Message = request.Name };
        }
    }
}
