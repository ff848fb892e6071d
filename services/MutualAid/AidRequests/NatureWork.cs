using Dapper;
using Microsoft.Data.Sqlite;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Seals the natures of requests that earlier releases wrote readable: before the ports open, and each minute while a replica of the previous release
/// may still file.</summary>
internal sealed class NatureWork(Database database, ChangeRunner changes, Sealer sealer, TimeProvider clock, ILogger<NatureWork> log)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, log), IHostedLifecycleService
{
    private const string Answers = "/ordre.mutualaid.v1.AidRequestsService/";
    private const int BatchRows = 500;

    private readonly ILogger log = log;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        if ((await UnsealedAsync(cancellation)).Count == 0)
            return;
        // Before the rows: they tell that there is something to do, also after a crash.
        await StoredAnswers.RewriteAsync(database, Answers, WithoutNature, cancellation);
        while (await UnsealedAsync(cancellation) is { Count: > 0 } rows)
            await SealAsync(rows, cancellation);
        await CompactAsync(cancellation);
        log.LogInformation("The kinds of aid that earlier releases wrote are sealed");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => RunOnceAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<IReadOnlyList<UnsealedRow>> UnsealedAsync(CancellationToken cancellation) =>
        database.ReadAsync(sql => AidRequestStore.UnsealedAsync(sql, BatchRows), cancellation);

    private async Task SealAsync(IReadOnlyList<UnsealedRow> rows, CancellationToken cancellation)
    {
        var seals = rows.Select(row => (row.Id, Sealed: new AidNature(Codes.Kind(row.Kind), Codes.Relation(row.Relation)).Seal(
            sealer, new AidRequestRow { Id = row.Id, Rpps = row.Rpps, SubmittedBy = row.SubmittedBy }))).ToList();
        await changes.RunAsync(
            "mutual-aid", "NatureWork", "",
            async change =>
            {
                var count = 0;
                foreach (var (id, sealedNature) in seals)
                    count += await AidRequestStore.SealNatureAsync(change.Sql, id, sealedNature);
                // 0: another replica was faster.
                if (count > 0)
                    change.Audit("mutual_aid.requests.sealed", "aid_requests", null, new { rows = count });
                else
                    change.Unchanged();
            },
            cancellation);
    }

    // All four answers hold the request in field 1.
    private static byte[]? WithoutNature(byte[] answer)
    {
        var parsed = SubmitAidRequestResponse.Parser.ParseFrom(answer);
        if (parsed.AidRequest is not { } request || request is { Kind: AidKind.Unspecified, Beneficiary.Relation: BeneficiaryRelation.Unspecified })
            return null;
        new AidNature(AidKind.Unspecified, BeneficiaryRelation.Unspecified).AddTo(request);
        return Google.Protobuf.MessageExtensions.ToByteArray(parsed);
    }

    /// <summary>Both engines keep the old values in the space that an update frees.</summary>
    private async Task CompactAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        string[] statements = connection is SqliteConnection
            ? ["vacuum", "pragma wal_checkpoint(truncate)"]
            : ["vacuum full aid_requests", "vacuum full requests"];
        foreach (var statement in statements)
            await connection.ExecuteAsync(new CommandDefinition(statement, commandTimeout: 0, cancellationToken: cancellation));
    }
}
