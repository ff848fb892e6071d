using System.Globalization;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Puts physicians together as a walk sees them.</summary>
internal static class PersonReader
{
    /// <summary>Those of some numbers whom the register knew, in the order of their numbers.</summary>
    public static async Task<List<Person>> ReadAsync(SqlSession sql, IReadOnlyCollection<string> rpps, Walk walk)
    {
        if (rpps.Count == 0)
            return [];
        var (rows, held) = await DirectoryStore.RowsAsync(sql, rpps);
        var changed = rows.Where(row => row.Revision > walk.Revision).Select(row => row.Rpps).ToList();
        var past = changed.Count == 0 ? [] : (await DirectoryStore.PastAsync(sql, changed, walk.Revision)).ToDictionary(row => row.Rpps);
        var versions = changed.Count == 0 ? [] : (await DirectoryStore.VersionsAsync(sql, changed, walk.Revision)).ToDictionary(row => row.Rpps);
        // Without an earlier version, they were entered later.
        var known = rows.Where(row => row.Revision <= walk.Revision || versions.ContainsKey(row.Rpps)).ToList();
        var qualifications = held.ToLookup(row => row.Rpps);
        var links = await MergeLinks.LoadAsync(sql, rpps, walk.Revision);
        var lives = await LifeStore.LoadAsync(sql, rpps, links, walk.Revision);
        return known.ConvertAll(row =>
        {
            var version = versions.GetValueOrDefault(row.Rpps, row);
            var named = row.RecordedIn <= walk.Revision ? row : past[row.Rpps];
            var entry = lives.Of(row.Rpps, row.RegisteredSince);
            return Build(named, version, entry, links, qualifications[row.Rpps], walk);
        });
    }

    private static Person Build(
        PhysicianRow named, RevisedRow version, RegisterEntry entry, MergeLinks links, IEnumerable<QualificationRow> qualifications,
        Walk walk)
    {
        // What begins or ends by the calendar changes the resource without a revision.
        var turn = entry.Restrictions.SelectMany(one => new[] { one.EffectiveOn.Day(), one.EndsOn?.Day().AddDays(1) })
            .Concat(entry.Facts.Select(fact => (DateOnly?)fact.EffectiveOn.Day()))
            .Append(EndOfPractice(entry, walk.Day))
            .Where(day => day > LegalDay.Of(version.At) && day <= walk.Day).Max();
        return new Person
        {
            Rpps = named.Rpps,
            Title = named.Title,
            Civility = named.Civility,
            FamilyName = named.FamilyName,
            GivenName = named.GivenName,
            Version = version.Version.ToString(CultureInfo.InvariantCulture) + turn?.ToString("'-'yyyyMMdd", CultureInfo.InvariantCulture),
            LastUpdated = turn is null ? version.At : LegalDay.EndOf(turn.Value.AddDays(-1)),
            Registration = RegistrationRules.At(entry, walk.Day),
            MergedInto = links.KeptOf(named.Rpps),
            EverOff = links.Ever(named.Rpps)
                || entry.Restrictions.Any(one => one.Kind == RestrictionKind.Radiation && one.EffectiveOn.Day() <= walk.Day)
                || entry.Facts.Any(fact => fact.Kind == FactKind.Left && fact.EffectiveOn.Day() <= walk.Day),
            Qualifications = QualificationRules.Of(qualifications, walk),
        };
    }

    /// <summary>In transfer: the first day without practice, the month to apply elsewhere having passed (CSP L.4112-5); null otherwise.</summary>
    private static DateOnly? EndOfPractice(RegisterEntry entry, DateOnly on) =>
        entry.Facts.Count > 0 && Standing.On(entry, on) is { Place: Place.InTransfer } standing && standing.PractisesUntil < DateOnly.MaxValue
            ? standing.PractisesUntil.AddDays(1)
            : null;
}
