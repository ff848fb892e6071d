using Google.Protobuf;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Seals what tells the kinds of suspensions that replicas of an earlier release recorded in plain words, and takes it out of stored answers.</summary>
internal sealed class SuspensionSealingWork(
    Database database, ChangeRunner changes, SuspensionVault vault, Blinder blinder, TimeProvider clock, ILogger<SuspensionSealingWork> log)
    : PeriodicWork(Every, clock, log)
{
    private const int AtMost = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        await EachAsync(
            await database.ReadAsync(sql => SuspensionStore.UnsealedAsync(sql, AtMost), cancellation), id => SealAsync(id, cancellation));
        foreach (var rpc in RestrictionsService.Descriptor.Methods.Where(rpc => rpc.OutputType.FindFieldByName("suspension") is not null))
            await StoredRequests.RewriteAsync(database, rpc, Remove, blinder, cancellation);
    }

    private async Task SealAsync(string id, CancellationToken cancellation)
    {
        var (versions, held) = await database.SnapshotAsync(
            async sql => (await SuspensionStore.VersionsAsync(sql, id), (await GroundStore.GetAsync(sql, id))!), cancellation);
        var opened = vault.Open(versions[^1], held);
        var now = vault.Seal(opened, vault.OpenGround(opened, held)) with
        {
            Lift = opened.LiftGround.Length + (opened.ExpertiseAskedOn is null ? 0 : 1) == 0 ? held.Lift : vault.SealLift(
                opened, new SealedLift(opened.LiftGround, opened.ExpertiseAskedOn, opened.ExpertiseOn, opened.TrainingProvenOn)),
        };
        await changes.RunAsync(
            "registry", "SuspensionSealingWork", "",
            async change =>
            {
                if (!versions.SequenceEqual(await SuspensionStore.VersionsAsync(change.Sql, id))
                    || (await GroundStore.GetAsync(change.Sql, id))!.Terms is null != held.Terms is null)
                {
                    // Another replica sealed it, or a change came in between. The next run finds what is left.
                    change.Unchanged();
                    return;
                }

                foreach (var version in versions)
                    await SuspensionStore.CodeAsync(change.Sql, version);
                await GroundStore.ReplaceAsync(change.Sql, now);
                change.Audit("registry.suspension.sealed", $"physicians/{opened.Rpps}", null, new { suspension = id });
            },
            cancellation);
    }

    private static void Remove(IMessage answer)
    {
        if (answer.Descriptor.FindFieldByName("suspension")?.Accessor.GetValue(answer) is Suspension suspension)
            SuspensionMap.RemoveDetails(suspension);
        if (answer is RecordSuspensionResponse recorded)
            recorded.Longest = null;
    }
}
