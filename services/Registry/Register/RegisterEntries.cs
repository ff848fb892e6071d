using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>Each look-up of one number comes here. A merged number answers with the entry of the kept record, which carries the kept number.</summary>
internal sealed class RegisterEntries(Database database, TwoLevelCache<RegisterEntry> cache)
{
    public ValueTask<CacheAnswer<RegisterEntry>> FindAsync(string rpps, CancellationToken cancellation) => cache.GetAsync(
        rpps, token => LoadAsync(rpps, token), cancellation,
        token => database.ReadAsync(sql => PhysicianStore.VersionAsync(sql, rpps), token));

    /// <summary>The entry as the register had it at an instant, read from the store; null when it had none.</summary>
    public Task<RegisterEntry?> FindAsync(string rpps, DateTimeOffset knownAt, CancellationToken cancellation) => database.SnapshotAsync(
        async sql =>
        {
            var asOf = await RevisionStore.AtAsync(sql, knownAt);
            var links = await MergeLinks.LoadAsync(sql, [rpps], asOf);
            if (await PhysicianStore.AsOfAsync(sql, links.Answering(rpps), asOf) is not { } row)
                return null;
            var entry = (await LifeStore.LoadAsync(sql, [row.Rpps], links, asOf)).Of(row.Rpps, row.RegisteredSince);
            entry.Physician = (await PracticeStore.LoadAsync(sql, [row.Rpps], asOf)).Of(row);
            return entry;
        }, cancellation);

    private async Task<Versioned<RegisterEntry>?> LoadAsync(string rpps, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(sql => PhysicianStore.LookAsync(sql, rpps), cancellation);
        return row is null ? null
            : row.IsPlain ? new Versioned<RegisterEntry>(Complete(EntryMap.ToEntry(row.RegisteredSince, [], [], []), row, row.Practices), row.Version)
            : await database.SnapshotAsync(sql => LoadAsync(sql, rpps), cancellation);
    }

    /// <summary>The entry inside a transaction, with its own writes. Its version is of the number asked for; a change of either number raises it.</summary>
    public static async Task<Versioned<RegisterEntry>?> LoadAsync(SqlSession sql, string rpps) =>
        (await EntryStore.LoadAsync(sql, [rpps])).GetValueOrDefault(rpps);

    public static async Task<RegisterEntry> KnownAsync(SqlSession sql, string rpps) => (await LoadAsync(sql, rpps))!.Value;

    /// <summary>Ignores merges: councils compare and merge records as each number recorded them.</summary>
    public static async Task<Versioned<RegisterEntry>?> LoadAloneAsync(SqlSession sql, string rpps) =>
        (await EntryStore.LoadAsync(sql, [rpps], MergeLinks.None)).GetValueOrDefault(rpps);

    public static RegisterEntry Complete(RegisterEntry life, PhysicianRow row, Practices practices)
    {
        life.Physician = practices.Of(row);
        life.Version = row.Version;
        life.ChangedAt = Timestamp.FromDateTimeOffset(row.ChangedAt);
        life.Qualifications.AddRange(practices.QualificationsOf(row.Rpps));
        return life;
    }

    /// <summary>The number of the entry when it differs from the number asked for; else empty.</summary>
    public static string MergedInto(string rpps, RegisterEntry? entry) => entry is null || entry.Physician.Rpps == rpps ? "" : entry.Physician.Rpps;
}
