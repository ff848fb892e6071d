using Google.Protobuf;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Applications;

/// <summary>Seals the grounds of refusals that replicas of an earlier release recorded in plain words, and takes them out of stored answers.</summary>
internal sealed class RefusalSealingWork(
    Database database, ChangeRunner changes, RefusalVault vault, Blinder blinder, TimeProvider clock, ILogger<RefusalSealingWork> log)
    : PeriodicWork(Every, clock, log)
{
    private const int AtMost = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        await EachAsync(
            await database.ReadAsync(sql => RefusalStore.UnsealedAsync(sql, AtMost), cancellation), id => SealAsync(id, cancellation));
        foreach (var rpc in ApplicationsService.Descriptor.Methods.Where(rpc => rpc.InputType.FindFieldByName("request_id") is not null))
            await StoredRequests.RewriteAsync(database, rpc, Remove, blinder, cancellation);
    }

    private async Task SealAsync(string id, CancellationToken cancellation)
    {
        var (row, plain) = await database.SnapshotAsync(
            async sql => ((await ApplicationStore.GetAsync(sql, id, RowScope.Everything))!, await PlainAsync(sql, id)), cancellation);
        var grounds = plain.Select(draft => (draft.Number, Held: vault.Seal(row, draft.Number, vault.Open(row, draft, held: null)))).ToList();
        await changes.RunAsync(
            "registry", "RefusalSealingWork", "",
            async change =>
            {
                await ApplicationStore.LockAsync(change.Sql, id, RowScope.Everything);
                if (!plain.SequenceEqual(await PlainAsync(change.Sql, id)))
                {
                    // Another replica sealed them, or added a draft. The next run finds what is left.
                    change.Unchanged();
                    return;
                }

                foreach (var (number, held) in grounds)
                    await RefusalStore.AddAsync(change.Sql, id, number, held);
                await RefusalStore.RemovePlainAsync(change.Sql, id);
                change.Audit(
                    "registry.application.refusal_sealed", ApplicationSteps.Subject(id), null, new { drafts = grounds.Select(ground => ground.Number) });
            },
            cancellation);
    }

    private static async Task<IReadOnlyList<DraftRow>> PlainAsync(SqlSession sql, string id) =>
        [.. (await DecisionStore.DraftsAsync(sql, id)).Where(draft => draft.RefusalGround.Length > 0)];

    private static void Remove(IMessage answer)
    {
        if (answer.Descriptor.FindFieldByName("application")?.Accessor.GetValue(answer) is not Application { Decision: { } decision })
            return;
        decision.RefusalGround = RefusalGround.Unspecified;
        decision.Training = "";
    }
}
