using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Revisions;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using Enum = System.Enum;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>
/// A physician's facts, from the cache or the store: the way in for every look-up of one number. Of a merged number the entry is the kept record's, whose
/// own number it has.
/// </summary>
internal sealed class RegisterEntries(Database database, TwoLevelCache<RegisterEntry> cache)
{
    /// <summary>The entry of a number; its value is null when no physician has it.</summary>
    public ValueTask<CacheAnswer<RegisterEntry>> FindAsync(string rpps, CancellationToken cancellation) => cache.GetAsync(
        rpps, token => LoadAsync(rpps, token), cancellation,
        token => database.ReadAsync(sql => PhysicianStore.VersionAsync(sql, rpps), token));

    /// <summary>The entry as the register had it at an instant, from the store; null when it had none.</summary>
    public Task<RegisterEntry?> FindAsync(string rpps, DateTimeOffset knownAt, CancellationToken cancellation) => database.SnapshotAsync(
        async sql =>
        {
            var revision = await RevisionStore.AtAsync(sql, knownAt);
            var links = await MergeLinks.LoadAsync(sql, [rpps], revision);
            if (await PhysicianStore.AsOfAsync(sql, links.Answering(rpps), revision) is not { } row)
                return null;
            var entry = (await LifeStore.LoadAsync(sql, [row.Rpps], links, revision)).Of(row.Rpps, row.RegisteredSince);
            entry.Physician = (await PracticeStore.LoadAsync(sql, [row.Rpps], revision)).Of(row);
            return entry;
        }, cancellation);

    private async Task<Versioned<RegisterEntry>?> LoadAsync(string rpps, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(sql => PhysicianStore.LookAsync(sql, rpps), cancellation);
        return row is null ? null
            : row.IsPlain && row.IsWhole ? new Versioned<RegisterEntry>(Complete(Entry(row.RegisteredSince, [], [], []), row, row.Practices), row.Version)
            : await database.SnapshotAsync(sql => LoadAsync(sql, rpps), cancellation);
    }

    /// <summary>The entry inside a transaction, which sees its own writes. Its version is that of the number asked about, which a change of either raises.</summary>
    public static async Task<Versioned<RegisterEntry>?> LoadAsync(SqlSession sql, string rpps) =>
        (await EntryListStore.LoadAsync(sql, [rpps])).GetValueOrDefault(rpps);

    /// <summary>A record by itself, whatever it is merged with.</summary>
    public static async Task<Versioned<RegisterEntry>?> LoadAloneAsync(SqlSession sql, string rpps) =>
        (await EntryListStore.LoadAsync(sql, [rpps], MergeLinks.None)).GetValueOrDefault(rpps);

    /// <summary>A life with the person whose it is, as the store has them now.</summary>
    public static RegisterEntry Complete(RegisterEntry life, PhysicianRow row, Practices practices)
    {
        life.Physician = practices.Of(row);
        life.Version = row.Version;
        life.ChangedAt = Timestamp.FromDateTimeOffset(row.ChangedAt);
        life.Qualifications.AddRange(practices.QualificationsOf(row.Rpps));
        return life;
    }

    /// <summary>The number that an entry found under another one is kept under; empty for one found under its own, and for none.</summary>
    public static string MergedInto(string rpps, RegisterEntry? entry) => entry is null || entry.Physician.Rpps == rpps ? "" : entry.Physician.Rpps;

    /// <summary>
    /// Puts a revision on a physician, whose row is locked then until the transaction ends, and on those whom a merge makes say the same. After the
    /// commit the caches answer no more with what they hold of them. Gives the version; null when there is no such physician.
    /// </summary>
    public async Task<long?> TouchAsync(Change change, string rpps, long revision)
    {
        if (await RevisionStore.TouchAsync(change.Sql, rpps, revision) is not { } version)
            return null;
        change.AfterCommit(() => SupersedeAsync(rpps, version));
        await TouchLinkedAsync(change, [rpps], revision);
        return version;
    }

    /// <summary>The same for those alone whom a merge makes say the same as some who have changed.</summary>
    public async Task TouchLinkedAsync(Change change, IReadOnlyCollection<string> rpps, long revision)
    {
        if (rpps.Count == 0)
            return;
        foreach (var other in (await MergeLinks.LoadAsync(change.Sql, rpps)).OthersOf(rpps).Order(StringComparer.Ordinal))
        {
            var version = (await RevisionStore.TouchAsync(change.Sql, other, revision))!.Value;
            change.AfterCommit(() => SupersedeAsync(other, version));
        }
    }

    /// <summary>After a commit: what the caches hold of the physician answers no more.</summary>
    public Task SupersedeAsync(string rpps, long version) => cache.SupersedeAsync(rpps, version);

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

    /// <summary>A physician as partners see them.</summary>
    public static Physician ToProto(PhysicianRow row, IEnumerable<QualificationRow> qualifications, IEnumerable<ActivityRow> activities) => new()
    {
        Rpps = row.Rpps,
        Title = row.Title,
        Civility = row.Civility,
        FamilyName = row.FamilyName,
        GivenName = row.GivenName,
        Council = row.Council,
        Qualifications = { qualifications.Select(ToProto) },
        Activities = { activities.Select(ToProto) },
    };

    public static Qualification ToProto(QualificationRow row) => new() { Kind = row.Kind, Code = row.Code, Label = row.Label };

    public static Restriction ToProto(RestrictionRow row) => new()
    {
        Kind = Enum.Parse<RestrictionKind>(row.Kind),
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = (row.RelievedOn?.AddDays(-1) ?? row.EndsOn)?.ToProto(),
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
