using System.Globalization;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Errors;
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
        var rows = await DirectoryStore.RowsAsync(sql, rpps);
        var changed = rows.Where(row => row.Revision > walk.Revision).Select(row => row.Rpps).ToList();
        var past = changed.Count == 0 ? [] : (await DirectoryStore.PastAsync(sql, changed, walk.Revision)).ToDictionary(row => row.Rpps);
        var versions = changed.Count == 0 ? [] : (await DirectoryStore.VersionsAsync(sql, changed, walk.Revision)).ToDictionary(row => row.Rpps);
        // Without an earlier version, they were entered later.
        var known = rows.Where(row => row.Revision <= walk.Revision || versions.ContainsKey(row.Rpps)).ToList();
        var qualifications = (await DirectoryStore.QualificationsAsync(sql, rpps)).ToLookup(row => row.Rpps);
        var restrictions = (await DirectoryStore.RestrictionsAsync(sql, rpps)).ToLookup(row => row.Rpps);
        var instants = await DirectoryStore.InstantsAsync(sql, known.Select(row => row.Revision).Concat(versions.Values.Select(row => row.Revision)).Append(walk.Revision));
        return known.ConvertAll(row =>
        {
            var held = versions.GetValueOrDefault(row.Rpps, row);
            var seen = restrictions[row.Rpps].Where(one => row.Revision <= walk.Revision || one.RecordedAt <= instants[walk.Revision]).ToList();
            return Build(row.RecordedIn <= walk.Revision ? row : past[row.Rpps], held, instants[held.Revision], row.RegisteredSince, seen, qualifications[row.Rpps], walk);
        });
    }

    private static Person Build(
        PhysicianRow named, RevisedRow version, DateTimeOffset at, DateOnly registeredSince, List<RecordedRestriction> restrictions,
        IEnumerable<QualificationRow> qualifications, Walk walk)
    {
        var entry = new RegisterEntry { RegisteredSince = registeredSince.ToProto() };
        entry.Restrictions.AddRange(restrictions.Select(row => RegisterEntries.ToProto(
            new RestrictionRow { Kind = row.Kind, EffectiveOn = row.EffectiveOn, EndsOn = row.EndsOn })));
        // A restriction that begins or ends by the calendar changes the resource without a revision.
        var turn = restrictions.SelectMany(row => new[] { row.EffectiveOn, row.EndsOn?.AddDays(1) })
            .Where(day => day > LegalDay.Of(at) && day <= walk.Day).Max();
        return new Person
        {
            Rpps = named.Rpps,
            Title = named.Title,
            Civility = named.Civility,
            FamilyName = named.FamilyName,
            GivenName = named.GivenName,
            Version = version.Version.ToString(CultureInfo.InvariantCulture) + turn?.ToString("'-'yyyyMMdd", CultureInfo.InvariantCulture),
            LastUpdated = turn is null ? at : LegalDay.EndOf(turn.Value.AddDays(-1)),
            Registration = RegistrationRules.At(entry, walk.Day),
            EverStruckOff = restrictions.Exists(row => row.Kind == nameof(RestrictionKind.Radiation) && row.EffectiveOn <= walk.Day),
            Qualifications = QualificationRules.Of(qualifications, walk),
        };
    }
}
