using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.Registry.Revisions;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Registrations;

/// <summary>A physician taken for a change.</summary>
/// <param name="Rpps">RPPS number.</param>
/// <param name="Council">The council that keeps the file.</param>
/// <param name="Version">The version that the change makes.</param>
/// <param name="Revision">The revision that the change records.</param>
internal sealed record TakenPhysician(string Rpps, string Council, long Version, long Revision);

/// <summary>What every change of a physician's life goes through.</summary>
internal sealed class PhysicianDesk(RegisterEntries entries)
{
    /// <summary>
    /// Takes a physician within reach: nobody else changes them until the transaction ends. NOT_FOUND otherwise, ABORTED for a stale etag,
    /// FAILED_PRECONDITION for a merged number: what happens is recorded under the one that answers for it.
    /// </summary>
    public async Task<TakenPhysician> TakeAsync(Change change, string rpps, string etag, RowScope scope)
    {
        var physician = await TakeEvenMergedAsync(change, rpps, etag, scope);
        await MergeLinks.CheckNotMergedAsync(change.Sql, rpps);
        return physician;
    }

    /// <summary>The same for what goes on with something recorded under the number before it was merged.</summary>
    public async Task<TakenPhysician> TakeEvenMergedAsync(Change change, string rpps, string etag, RowScope scope)
    {
        var revision = await RevisionStore.NextAsync(change.Sql, change.At);
        if (await entries.TouchAsync(change, rpps, revision) is not { } version
            || await CouncilAsync(change.Sql, rpps, scope) is not { } council)
        {
            throw Fault.NotFound("physician");
        }

        Etag.Check(etag, version - 1);
        return new TakenPhysician(rpps, council, version, revision);
    }

    /// <summary>Records a fact that fits those recorded before.</summary>
    public static async Task<FactRow> RecordAsync(Change change, TakenPhysician physician, FactKind kind, FactGround ground, DateOnly effectiveOn)
    {
        var fact = new FactRow
        {
            Id = change.NewId(),
            Rpps = physician.Rpps,
            Kind = kind.ToString(),
            Ground = ground.ToString(),
            Council = physician.Council,
            EffectiveOn = effectiveOn,
            RecordedIn = physician.Revision,
            RecordedAt = change.At,
        };
        await FactStore.AddAsync(change.Sql, fact, change.Actor.Person.Subject);
        FactRules.CheckLife(await EntryAsync(change.Sql, physician.Rpps));
        change.Audit("registry.fact.recorded", $"physicians/{physician.Rpps}", null, new
        {
            fact = fact.Id,
            kind = fact.Kind,
            ground = fact.Ground,
            council = fact.Council,
            effectiveOn,
        });
        return fact;
    }

    /// <summary>The facts as the transaction has them.</summary>
    public static async Task<RegisterEntry> EntryAsync(SqlSession sql, string rpps) => (await RegisterEntries.LoadAsync(sql, rpps))!.Value;

    /// <summary>The council that keeps the file of a physician within reach; null otherwise.</summary>
    public static Task<string?> CouncilAsync(SqlSession sql, string rpps, RowScope scope) => sql.SingleOrDefaultAsync<string>(
        "select council from physicians where rpps = @rpps and (@All or council = @Council or rpps = @Person)",
        new { rpps, scope.All, Council = scope.Council.Length > 0 ? scope.Council : "-", scope.Person });
}
