using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.WatchLists;

/// <summary>Digest of what is shown of a physician, and the version it was made from; version 0 when no physician has the number.</summary>
internal sealed record SeenEntry(byte[] Digest, long Version);

internal sealed class SeenEntries(FeedReader reader)
{
    private const int AtOnce = 1000;

    public async Task<Dictionary<string, SeenEntry>> LookAsync(SqlSession sql, IReadOnlyCollection<string> rpps)
    {
        var seen = new Dictionary<string, SeenEntry>();
        foreach (var some in rpps.Chunk(AtOnce))
        {
            // Versions first: a physician who changes between the two statements is then found by the version later.
            var versions = await VersionsAsync(sql, some);
            foreach (var change in await reader.ShowAsync(sql, [.. some.Select(number => new ChangedRow { Rpps = number })]))
                seen[change.Rpps] = new SeenEntry(ShownDigest.Of(change), versions.GetValueOrDefault(change.Rpps));
        }

        return seen;
    }

    /// <summary>Numbers whose version has changed since they were seen, or that were not seen.</summary>
    public static async Task<IReadOnlyList<string>> ChangedAsync(
        SqlSession sql, IReadOnlyCollection<string> rpps, IReadOnlyDictionary<string, SeenEntry> seen)
    {
        var versions = await VersionsAsync(sql, rpps);
        return [.. rpps.Where(number => !seen.TryGetValue(number, out var entry) || entry.Version != versions.GetValueOrDefault(number))];
    }

    private static async Task<Dictionary<string, long>> VersionsAsync(SqlSession sql, IReadOnlyCollection<string> rpps) =>
        (await sql.QueryAsync<VersionRow>(
            $"select rpps, version from physicians where {TextList.Condition(sql.Engine, "rpps")}", new { list = TextList.Value(sql.Engine, rpps) }))
        .ToDictionary(row => row.Rpps, row => row.Version);

    private sealed record VersionRow
    {
        public string Rpps { get; init; } = "";
        public long Version { get; init; }
    }
}
