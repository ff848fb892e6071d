using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Verification;

/// <summary>
/// SQL that reads many physicians with a few statements. It makes of each exactly what <see cref="RegisterEntries"/> makes of one, merged ones included:
/// both fill the same cache, and a test compares them.
/// </summary>
internal static class EntryListStore
{
    /// <summary>Entries of those the register knows, by number. One snapshot: call it in one transaction.</summary>
    public static async Task<Dictionary<string, Versioned<RegisterEntry>>> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps)
    {
        if (rpps.Count == 0)
            return [];
        var links = await MergeLinks.LoadAsync(sql, rpps);
        var numbers = rpps.Concat(rpps.Select(links.Answering)).ToHashSet();
        var condition = RppsList.Condition(sql.Engine);
        var list = new { list = RppsList.Value(sql.Engine, numbers) };
        var physicians = await sql.QueryAsync<PhysicianRow>(
            $"""
            select rpps, title, civility, family_name as FamilyName, given_name as GivenName, council, registered_since as RegisteredSince, version
            from physicians where {condition}
            """, list);
        var practices = await PracticeStore.LoadAsync(sql, numbers);
        var lives = await LifeStore.LoadAsync(sql, numbers, links);

        var rows = physicians.ToDictionary(row => row.Rpps);
        return rpps.Where(rows.ContainsKey).ToDictionary(number => number, number =>
        {
            var row = rows[links.Answering(number)];
            var entry = lives.Of(row.Rpps, row.RegisteredSince);
            entry.Physician = practices.Of(row);
            return new Versioned<RegisterEntry>(entry, rows[number].Version);
        });
    }
}
