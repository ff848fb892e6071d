using System.Globalization;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal sealed record RoleRow
{
    public string Rpps { get; init; } = "";
    public byte[] ActivityKey { get; init; } = [];
    public string Mode { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Function { get; init; } = "";

    /// <summary>The revision that recorded kind and function; null when it is that of the activity.</summary>
    public long? DetailedIn { get; init; }
    public string Structure { get; init; } = "";
    public string Siret { get; init; } = "";
    public string Finess { get; init; } = "";
    public long RecordedIn { get; init; }
    public long? EndedIn { get; init; }
}

/// <summary>Activities as of a walk, each once even if it ended and began again.</summary>
internal static class RoleReader
{
    /// <summary>In the order of keys.</summary>
    public static async Task<List<Role>> ReadAsync(SqlSession sql, IReadOnlyList<Person> persons, Walk walk)
    {
        if (persons.Count == 0)
            return [];
        var holders = persons.ToDictionary(person => person.Rpps);
        var rows = (await RowsAsync(sql, holders.Keys, walk.AsOf)).GroupBy(row => RoleKey.Of(row.Rpps, row.ActivityKey))
            .Select(group => new Keyed(group.Key, group.MaxBy(row => row.RecordedIn)!))
            .OrderBy(role => role.Key.Id, StringComparer.Ordinal).ToList();
        var later = rows.Where(role => role.Row.DetailedIn is { } revision && !walk.AsOf.IsRecorded(revision)).Select(role => role.Row.Rpps).ToList();
        if (later.Count > 0)
        {
            var past = await PastDetails.LoadAsync(sql, later, walk.AsOf);
            rows = rows.ConvertAll(role =>
            {
                var (kind, function, recordedIn) = past.Of(role.Row.Rpps, role.Row.ActivityKey, (role.Row.Kind, role.Row.Function, role.Row.DetailedIn));
                return role with { Row = role.Row with { Kind = kind, Function = function, DetailedIn = recordedIn } };
            });
        }

        var instants = await DirectoryStore.InstantsAsync(sql, rows.Select(role => ChangedIn(role.Row, walk)));
        return rows.ConvertAll(role =>
        {
            var (key, row) = role;
            var holder = holders[row.Rpps];
            var changed = ChangedIn(row, walk);
            return new Role
            {
                Person = holder,
                Key = key,
                Mode = row.Mode,
                Kind = row.Kind,
                Function = row.Function,
                Organization = OrganizationKey.Of(row.Finess, row.Siret, row.Structure, row.ActivityKey),
                Active = walk.AsOf.Holds(row.RecordedIn, row.EndedIn) && holder.Active,
                Version = holder.EverOff ? string.Create(CultureInfo.InvariantCulture, $"{changed}.{holder.Version}") : changed.ToString(CultureInfo.InvariantCulture),
                LastUpdated = holder.EverOff && holder.LastUpdated > instants[changed] ? holder.LastUpdated : instants[changed],
            };
        });
    }

    private sealed record Keyed(RoleKey Key, RoleRow Row);

    private static long ChangedIn(RoleRow row, Walk walk) => 
        walk.AsOf.IsEnded(row.EndedIn) ? row.EndedIn!.Value : Math.Max(row.RecordedIn, row.DetailedIn ?? 0);

    private static Task<IReadOnlyList<RoleRow>> RowsAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf) => sql.QueryAsync<RoleRow>(
        $"""
        select rpps, activity_key, mode, kind, function, detailed_in, structure, siret, finess, recorded_in, ended_in
        from activities where {TextList.Condition(sql.Engine, "rpps")} and {DatedTables.Activities.Recorded()}
        """, new { list = TextList.Value(sql.Engine, rpps), revision = asOf.Revision });

    /// <summary>Physicians with an activity, present, ended or before its kind changed, that has one of some codes.</summary>
    public static Task<IReadOnlyList<string>> OfCodesAsync(SqlSession sql, RoleCodes codes, string after, int most)
    {
        var now = new List<string>();
        var before = new List<string>();
        foreach (var (column, values) in new[] { ("mode", codes.Modes), ("kind", codes.Kinds), ("function", codes.Functions) })
        {
            if (values.Length == 0)
                continue;
            var condition = $"{column} in ({string.Join(", ", values.Select(value => $"'{value}'"))})";
            now.Add(condition);
            if (column != "mode")
                before.Add(condition);
        }

        // Each table stops at the limit by itself: a union of whole tables would be sorted first.
        return sql.QueryAsync<string>(
            before.Count == 0
                ? $"select distinct rpps from activities where rpps > @after and ({string.Join(" or ", now)}) order by rpps limit @most"
                : $"""
                  select distinct rpps from (
                      select rpps from (select distinct rpps from activities where rpps > @after and ({string.Join(" or ", now)}) order by rpps limit @most) one
                      union all
                      select rpps from (select distinct rpps from activities_past where rpps > @after and ({string.Join(" or ", before)}) order by rpps limit @most) other
                  ) both_tables order by rpps limit @most
                  """, new { after, most });
    }

    public static Task<IReadOnlyList<string>> EndedAsync(SqlSession sql, string after, int most) => sql.QueryAsync<string>(
        $"select distinct rpps from activities where {DatedTables.Activities.HasEnded()} and rpps > @after order by rpps limit @most", new { after, most });

    public static Task<IReadOnlyList<string>> AtAsync(SqlSession sql, OrganizationKey structure, string after, int most) => sql.QueryAsync<string>(
        $"select distinct rpps from activities where {StructureStore.Condition(structure.Kind)} and rpps > @after order by rpps limit @most",
        new { value = StructureStore.Value(structure), after, most });
}
