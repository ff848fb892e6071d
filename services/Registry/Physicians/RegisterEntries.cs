using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>A physician's facts, from the cache or the store: the way in for every look-up of one number.</summary>
internal sealed class RegisterEntries(Database database, TwoLevelCache<RegisterEntry> cache)
{
    /// <summary>The entry of a number; its value is null when no physician has it.</summary>
    public ValueTask<CacheAnswer<RegisterEntry>> FindAsync(string rpps, CancellationToken cancellation) => cache.GetAsync(
        rpps, token => database.SnapshotAsync(sql => LoadAsync(sql, rpps), token), cancellation);

    /// <summary>After a commit: what the caches hold of the physician answers no more.</summary>
    public Task SupersedeAsync(string rpps, long version) => cache.SupersedeAsync(rpps, version);

    /// <summary>The entry as the store has it now; null when no physician has the number.</summary>
    public static async Task<Versioned<RegisterEntry>?> LoadAsync(SqlSession sql, string rpps)
    {
        if (await PhysicianStore.GetAsync(sql, rpps) is not { } row)
            return null;

        var physician = new Physician
        {
            Rpps = row.Rpps,
            Title = row.Title,
            Civility = row.Civility,
            FamilyName = row.FamilyName,
            GivenName = row.GivenName,
            Council = row.Council,
        };
        physician.Qualifications.AddRange((await PhysicianStore.QualificationsAsync(sql, rpps)).Select(ToProto));
        physician.Activities.AddRange((await PhysicianStore.ActivitiesAsync(sql, rpps)).Select(ToProto));

        var entry = new RegisterEntry { Physician = physician, RegisteredSince = row.RegisteredSince.ToProto() };
        entry.Restrictions.AddRange((await PhysicianStore.RestrictionsAsync(sql, rpps)).Select(ToProto));
        return new Versioned<RegisterEntry>(entry, row.Version);
    }

    public static Qualification ToProto(QualificationRow row) => new() { Kind = row.Kind, Code = row.Code, Label = row.Label };

    public static Restriction ToProto(RestrictionRow row) => new()
    {
        Kind = Enum.Parse<RestrictionKind>(row.Kind),
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = row.EndsOn?.ToProto(),
    };

    private static Activity ToProto(ActivityRow row) => new()
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
