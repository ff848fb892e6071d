using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

internal static class EntryStore
{
    /// <summary>Entries by number; unknown numbers are left out. The number of statements does not grow with the numbers; call it in one transaction, so that
    /// they read one snapshot.</summary>
    /// <param name="merges">Merges to apply; null loads the merges of these numbers.</param>
    public static async Task<Dictionary<string, Versioned<RegisterEntry>>> LoadAsync(
        SqlSession sql, IReadOnlyCollection<string> rpps, MergeLinks? merges = null)
    {
        if (rpps.Count == 0)
            return [];
        var links = merges ?? await MergeLinks.LoadAsync(sql, rpps);
        var numbers = rpps.Concat(rpps.Select(links.Answering)).ToHashSet();
        var condition = TextList.Condition(sql.Engine, "rpps");
        var list = new { list = TextList.Value(sql.Engine, numbers) };
        var physicians = await sql.QueryAsync<PhysicianRow>(
            $"""
            select rpps, title, civility, family_name, given_name, council, category, registered_since, version,
                   (select at from register_revisions where number = physicians.revision) as ChangedAt
            from physicians where {condition}
            """, list);
        var practices = await PracticeStore.LoadAsync(sql, numbers, AsOf.Now);
        var lives = await LifeStore.LoadAsync(sql, numbers, links, AsOf.Now);

        var rows = physicians.ToDictionary(row => row.Rpps);
        return rpps.Where(rows.ContainsKey).ToDictionary(number => number, number =>
        {
            var row = rows[links.Answering(number)];
            var entry = RegisterEntries.Complete(lives.Of(row.Rpps, row.RegisteredSince), row, practices);
            entry.EverMerged = links.WasEverMerged(number);
            return new Versioned<RegisterEntry>(entry, rows[number].Version);
        });
    }
}
