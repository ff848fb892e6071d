using System.Globalization;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal sealed record RoleRow
{
    public string Rpps { get; init; } = "";
    public byte[] ActivityKey { get; init; } = [];
    public string Mode { get; init; } = "";
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
            .Select(group => (group.Key, Row: group.MaxBy(row => row.RecordedIn)!))
            .OrderBy(role => role.Key.Id, StringComparer.Ordinal).ToList();
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
                Organization = OrganizationKey.Of(row.Finess, row.Siret, row.Structure, row.ActivityKey),
                Active = walk.AsOf.Holds(row.RecordedIn, row.EndedIn) && holder.Active,
                Version = holder.EverOff ? string.Create(CultureInfo.InvariantCulture, $"{changed}.{holder.Version}") : changed.ToString(CultureInfo.InvariantCulture),
                LastUpdated = holder.EverOff && holder.LastUpdated > instants[changed] ? holder.LastUpdated : instants[changed],
            };
        });
    }

    private static long ChangedIn(RoleRow row, Walk walk) => walk.AsOf.IsEnded(row.EndedIn) ? row.EndedIn!.Value : row.RecordedIn;

    private static Task<IReadOnlyList<RoleRow>> RowsAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf) => sql.QueryAsync<RoleRow>(
        $"""
        select rpps, activity_key, mode, structure, siret, finess, recorded_in, ended_in
        from activities where {RppsList.Condition(sql.Engine)} and {DatedTables.Activities.Recorded()}
        """, new { list = RppsList.Value(sql.Engine, rpps), revision = asOf.Revision });

    public static Task<IReadOnlyList<string>> OfModesAsync(SqlSession sql, string[] modes, string after, int most) => sql.QueryAsync<string>(
        $"""
        select distinct rpps from activities
        where rpps > @after and mode in ({string.Join(", ", modes.Select(mode => $"'{mode}'"))}) order by rpps limit @most
        """, new { after, most });

    public static Task<IReadOnlyList<string>> EndedAsync(SqlSession sql, string after, int most) => sql.QueryAsync<string>(
        $"select distinct rpps from activities where {DatedTables.Activities.HasEnded()} and rpps > @after order by rpps limit @most", new { after, most });

    public static Task<IReadOnlyList<string>> AtAsync(SqlSession sql, OrganizationKey structure, string after, int most) => sql.QueryAsync<string>(
        $"select distinct rpps from activities where {StructureStore.Condition(structure.Kind)} and rpps > @after order by rpps limit @most",
        new { value = StructureStore.Value(structure), after, most });
}
