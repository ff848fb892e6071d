using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Revisions;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>A physician's facts, from the cache or the store: the way in for every look-up of one number.</summary>
internal sealed class RegisterEntries(Database database, TwoLevelCache<RegisterEntry> cache)
{
    /// <summary>The entry of a number; its value is null when no physician has it.</summary>
    public ValueTask<CacheAnswer<RegisterEntry>> FindAsync(string rpps, CancellationToken cancellation) => cache.GetAsync(
        rpps, token => database.SnapshotAsync(sql => LoadAsync(sql, rpps), token), cancellation,
        token => database.ReadAsync(sql => PhysicianStore.VersionAsync(sql, rpps), token));

    /// <summary>The entry as the register had it at an instant, from the store; null when it had none.</summary>
    public Task<RegisterEntry?> FindAsync(string rpps, DateTimeOffset knownAt, CancellationToken cancellation) => database.SnapshotAsync(
        async sql =>
        {
            var revision = await RevisionStore.AtAsync(sql, knownAt);
            return await PhysicianStore.AsOfAsync(sql, rpps, revision) is { } row ? await EntryAsync(sql, row, revision) : null;
        }, cancellation);

    /// <summary>The entry inside a transaction, which sees its own writes.</summary>
    public static async Task<Versioned<RegisterEntry>?> LoadAsync(SqlSession sql, string rpps) =>
        await PhysicianStore.GetAsync(sql, rpps) is { } row
            ? new Versioned<RegisterEntry>(await EntryAsync(sql, row, PhysicianStore.Now), row.Version)
            : null;

    /// <summary>After a commit: what the caches hold of the physician answers no more.</summary>
    public Task SupersedeAsync(string rpps, long version) => cache.SupersedeAsync(rpps, version);

    private static async Task<RegisterEntry> EntryAsync(SqlSession sql, PhysicianRow row, long revision)
    {
        var physician = ToProto(row);
        physician.Qualifications.AddRange((await PhysicianStore.QualificationsAsync(sql, row.Rpps, revision)).Select(ToProto));
        physician.Activities.AddRange((await PhysicianStore.ActivitiesAsync(sql, row.Rpps, revision)).Select(ToProto));
        var entry = Entry(
            row.RegisteredSince,
            await PhysicianStore.RestrictionsAsync(sql, row.Rpps, revision),
            await PhysicianStore.SuspensionsAsync(sql, row.Rpps, revision),
            await PhysicianStore.FactsAsync(sql, row.Rpps, revision));
        entry.Physician = physician;
        return entry;
    }

    /// <summary>What the registration follows from.</summary>
    public static RegisterEntry Entry(
        DateOnly registeredSince, IEnumerable<RestrictionRow> restrictions, IEnumerable<SuspensionRow> suspensions, IEnumerable<FactRow> facts)
    {
        var entry = new RegisterEntry { RegisteredSince = registeredSince.ToProto(), Facts = { facts.Select(ToProto) } };
        entry.Restrictions.AddRange(restrictions.Select(row => (row.EffectiveOn, Restriction: ToProto(row)))
            .Concat(suspensions.Where(SuspensionTerms.EverRuns).Select(row => (row.EffectiveOn, Restriction: ToProto(row))))
            .OrderBy(pair => pair.EffectiveOn).Select(pair => pair.Restriction));
        return entry;
    }

    /// <summary>Names and council; qualifications and activities are the caller's to add.</summary>
    public static Physician ToProto(PhysicianRow row) => new()
    {
        Rpps = row.Rpps,
        Title = row.Title,
        Civility = row.Civility,
        FamilyName = row.FamilyName,
        GivenName = row.GivenName,
        Council = row.Council,
    };

    public static Qualification ToProto(QualificationRow row) => new() { Kind = row.Kind, Code = row.Code, Label = row.Label };

    public static Restriction ToProto(RestrictionRow row) => new()
    {
        Kind = Enum.Parse<RestrictionKind>(row.Kind),
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = row.EndsOn?.ToProto(),
    };

    public static EntryFact ToProto(FactRow row) => new()
    {
        Kind = Enum.Parse<FactKind>(row.Kind),
        Ground = Enum.Parse<FactGround>(row.Ground),
        EffectiveOn = row.EffectiveOn.ToProto(),
    };

    private static Restriction ToProto(SuspensionRow row) => new()
    {
        Kind = RestrictionKind.Suspension,
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = SuspensionTerms.LastDay(row)?.ToProto(),
        Partial = row.Part.Length > 0,
    };

    public static Activity ToProto(ActivityRow row) => new()
    {
        Mode = row.Mode,
        Sector = row.Sector,
        Structure = row.Structure,
        Siret = row.Siret,
        Finess = row.Finess,
        PostalCode = row.PostalCode,
        Town = row.Town,
        Department = row.Department,
    };
}
