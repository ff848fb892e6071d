using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>One description of a structure, with the activities that give it.</summary>
internal sealed record StructureRow
{
    public string Structure { get; init; } = "";
    public string Siret { get; init; } = "";
    public string Finess { get; init; } = "";
    public string Sector { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string Town { get; init; } = "";
    public string Department { get; init; } = "";
    public byte[] ActivityKey { get; init; } = [];

    /// <summary>The last revision that recorded or ended such an activity.</summary>
    public long RecordedIn { get; init; }
    public long? EndedIn { get; init; }

    /// <summary>Number of such activities that hold.</summary>
    public long Held { get; init; }
}

/// <summary>SQL of structures: the register knows them only through activities.</summary>
internal static class StructureStore
{
    /// <summary>Repeats the condition of the kind's partial index literally, so that both engines use it. The structure is <c>@value</c>.</summary>
    public static string Condition(OrganizationKind kind) =>
        $"{Column(kind)} = @value and {Kept(kind)}" + (kind == OrganizationKind.Siret ? " and finess = ''" : "");

    /// <summary>The structures of a SIRET: one for each FINESS it occurs with, and its own.</summary>
    public static async Task<IEnumerable<OrganizationKey>> OfSiretAsync(SqlSession sql, string siret) =>
        (await sql.QueryAsync<string>("select distinct finess from activities where siret = @siret and siret <> ''", new { siret }))
        .Select(finess => OrganizationKey.Of(finess, siret, "", [])).OfType<OrganizationKey>();

    /// <summary>The structures of the sites of a SIREN.</summary>
    public static async Task<IEnumerable<OrganizationKey>> OfSirenAsync(SqlSession sql, string siren) => (await sql.QueryAsync<StructureRow>(
        "select distinct siret, finess from activities where siret >= @first and siret <= @last and siret <> ''",
        new { first = siren + "00000", last = siren + "99999" })).Select(row => OrganizationKey.Of(row.Finess, row.Siret, "", [])).OfType<OrganizationKey>();

    public static object Value(OrganizationKey key) => key.Kind == OrganizationKind.Structure ? Convert.FromHexString(key.Value) : key.Value;

    public static Task<IReadOnlyList<StructureRow>> DescriptionsAsync(SqlSession sql, OrganizationKey key, AsOf asOf) => sql.QueryAsync<StructureRow>(
        $"""
        select structure, siret, finess, sector, postal_code, town, department, max(recorded_in) as RecordedIn,
               max(case when not {DatedTables.Activities.Open()} then ended_in end) as EndedIn,
               sum(case when {DatedTables.Activities.Open()} then 1 else 0 end) as Held
        from activities where {Condition(key.Kind)} and {DatedTables.Activities.Recorded()}
        group by structure, siret, finess, sector, postal_code, town, department
        """, new { value = Value(key), revision = asOf.Revision });

    /// <summary>The next structures of a kind: one index step each, however many activities they have.</summary>
    public static async Task<List<OrganizationKey>> NextAsync(SqlSession sql, OrganizationKind kind, OrganizationKey? after, int most)
    {
        var (column, kept) = (Column(kind), Kept(kind));
        var first = after is null ? "" : $" and {column} > @value";
        var text =
            $"""
            with recursive step (value) as (
                select * from (select {column} from activities where {kept}{first} order by {column} limit 1) as first_one
                union all
                select (select a.{column} from activities a where {kept} and a.{column} > step.value order by a.{column} limit 1)
                from step where step.value is not null
            )
            select value from step where value is not null limit @most
            """;
        var args = new { value = after is null ? null : Value(after.Value), most };
        if (kind == OrganizationKind.Structure)
            return [.. (await sql.QueryAsync<byte[]>(text, args)).Select(key => new OrganizationKey(kind, Convert.ToHexStringLower(key)))];
        return [.. (await sql.QueryAsync<string>(text, args)).Select(number => new OrganizationKey(kind, number))];
    }

    public static Task<IReadOnlyList<StructureRow>> ChangedAsync(SqlSession sql, IEnumerable<string> rpps, long since) => sql.QueryAsync<StructureRow>(
        $"""
        select distinct structure, siret, finess, activity_key from activities
        where {TextList.Condition(sql.Engine, "rpps")} and {DatedTables.Activities.ChangedSince()}
        """, new { list = TextList.Value(sql.Engine, rpps), since });

    /// <summary>Structures that the activities of these physicians name, as of a revision.</summary>
    public static Task<IReadOnlyList<StructureRow>> PractisedAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf) => sql.QueryAsync<StructureRow>(
        $"""
        select distinct structure, siret, finess, postal_code, town, activity_key from activities
        where {TextList.Condition(sql.Engine, "rpps")} and {DatedTables.Activities.Holds()}
        """, new { list = TextList.Value(sql.Engine, rpps), revision = asOf.Revision });

    /// <summary>Physicians with an activity, present or ended, at some structures.</summary>
    public static async Task<IReadOnlyList<string>> HoldersAsync(SqlSession sql, IEnumerable<OrganizationKey> keys)
    {
        var holders = new HashSet<string>();
        foreach (var kind in keys.GroupBy(key => key.Kind))
        {
            var text = $"select distinct rpps from activities where {Listed(sql.Engine, kind.Key)} and {Kept(kind.Key)}"
                + (kind.Key == OrganizationKind.Siret ? " and finess = ''" : "");
            object list = (sql.Engine, kind.Key) switch
            {
                (SqlEngine.PostgreSql, OrganizationKind.Structure) => kind.Select(key => (byte[])Value(key)).ToArray(),
                _ => TextList.Value(sql.Engine, kind.Select(key => key.Value)),
            };
            holders.UnionWith(await sql.QueryAsync<string>(text, new { list }));
        }

        return [.. holders.Order(StringComparer.Ordinal)];
    }

    private static string Listed(SqlEngine engine, OrganizationKind kind) => engine == SqlEngine.Sqlite && kind == OrganizationKind.Structure
        ? "activity_key in (select unhex(value) from json_each(@list))"
        : TextList.Condition(engine, Column(kind));

    private static string Column(OrganizationKind kind) => kind switch
    {
        OrganizationKind.Finess => "finess",
        OrganizationKind.Siret => "siret",
        _ => "activity_key",
    };

    // An activity with SIRET and FINESS belongs to the FINESS. A step over SIRETs stays one index step this way, and may find SIRETs with no activity left.
    private static string Kept(OrganizationKind kind) => kind switch
    {
        OrganizationKind.Finess => "finess <> ''",
        OrganizationKind.Siret => "siret <> ''",
        _ => "finess = '' and siret = '' and structure <> ''",
    };
}
