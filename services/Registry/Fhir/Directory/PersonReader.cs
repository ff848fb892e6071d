using System.Globalization;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal static class PersonReader
{
    /// <summary>Physicians of some numbers that the register knew, in the order of numbers.</summary>
    public static async Task<List<Person>> ReadAsync(SqlSession sql, IReadOnlyCollection<string> rpps, Walk walk)
    {
        if (rpps.Count == 0)
            return [];
        var (rows, held) = await DirectoryStore.RowsAsync(sql, rpps);
        var changed = rows.Where(row => !walk.AsOf.IsRecorded(row.Revision)).Select(row => row.Rpps).ToList();
        var past = changed.Count == 0 ? [] : (await DirectoryStore.PastAsync(sql, changed, walk.AsOf)).ToDictionary(row => row.Rpps);
        var versions = changed.Count == 0 ? [] : (await DirectoryStore.VersionsAsync(sql, changed, walk.AsOf)).ToDictionary(row => row.Rpps);
        // No version as of the walk: entered later.
        var known = rows.Where(row => walk.AsOf.IsRecorded(row.Revision) || versions.ContainsKey(row.Rpps)).ToList();
        var qualifications = held.ToLookup(row => row.Rpps);
        var practising = walk.IsPublic ? (await DirectoryStore.PractisingAsync(sql, rpps, walk.AsOf)).ToHashSet() : [];
        var links = await MergeLinks.LoadAsync(sql, rpps, walk.AsOf);
        var lives = await LifeStore.LoadAsync(sql, rpps, links, walk.AsOf);
        return known.ConvertAll(row =>
        {
            var version = versions.GetValueOrDefault(row.Rpps, row);
            var named = walk.AsOf.IsRecorded(row.RecordedIn) ? row : past[row.Rpps];
            var entry = lives.Of(row.Rpps, row.RegisteredSince);
            return Of(
                EntryMap.ToProto(named, [], []), walk.IsPublic ? practising.Contains(row.Rpps) : null, version.Version, version.ChangedAt, entry, links.KeptOf(named.Rpps), links.WasEverMerged(named.Rpps),
                [.. QualificationRules.Of(qualifications[row.Rpps], walk.AsOf)], walk.Day);
        });
    }

    /// <summary>Null when the entry is not enough: of a merged number, or written by an older release.</summary>
    public static Person? Of(string rpps, RegisterEntry entry, DateOnly day, bool isPublic) => entry.Version == 0 || entry.Physician.Rpps != rpps
        ? null
        : Of(
            entry.Physician, isPublic ? entry.Physician.Activities.Count > 0 : null, entry.Version, entry.ChangedAt.ToDateTimeOffset(), entry, null, entry.EverMerged, entry.Qualifications, day);

    /// <param name="practises">For the public view: whether the physician has a place of practice. Null for the other view.</param>
    private static Person Of(
        Physician physician, bool? practises, long version, DateTimeOffset at, RegisterEntry life, string? mergedInto, bool everMerged,
        IReadOnlyList<EntryQualification> qualifications, DateOnly day)
    {
        // The calendar changes the resource without a revision, so its day is part of the version.
        var turn = life.Restrictions.SelectMany(one => new[] { one.EffectiveOn.Day(), one.EndsOn?.Day().AddDays(1) })
            .Concat(life.Facts.Select(fact => (DateOnly?)fact.EffectiveOn.Day()))
            .Where(turning => turning > LegalDay.Of(at) && turning <= day).Max();
        var registration = RegistrationRules.At(life, day);
        return new Person
        {
            Rpps = physician.Rpps,
            Title = physician.Title,
            Civility = physician.Civility,
            Category = physician.Category,
            FamilyName = physician.FamilyName,
            GivenName = physician.GivenName,
            Version = version.ToString(CultureInfo.InvariantCulture) + turn?.ToString("'-'yyyyMMdd", CultureInfo.InvariantCulture),
            LastUpdated = turn is null ? at : LegalDay.EndOf(turn.Value.AddDays(-1)),
            Registration = registration,
            Active = mergedInto is null && (practises is { } somewhere ? PublicList.Has(registration, somewhere) : registration.Registered),
            MergedInto = mergedInto,
            EverOff = everMerged
                || life.Restrictions.Any(one => (practises is not null || one.Kind == RestrictionKind.Radiation) && one.EffectiveOn.Day() <= day)
                || life.Facts.Any(fact => (practises is not null || fact.Kind == FactKind.Left) && fact.EffectiveOn.Day() <= day),
            Qualifications = qualifications,
        };
    }
}
