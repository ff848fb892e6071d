using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>
/// Which records answer for which numbers, as of a revision. While a merge holds, the merged number answers with the kept record, and the restrictions of
/// both apply: whoever reads the register goes through here, or says why the record by itself is wanted.
/// </summary>
internal sealed class MergeLinks
{
    /// <summary>As if nothing were merged.</summary>
    public static readonly MergeLinks None = new([], AsOf.Now);

    private readonly Dictionary<string, string> kept;
    private readonly ILookup<string, string> merged;
    private readonly HashSet<string> ever;

    private MergeLinks(IReadOnlyList<MergeLink> links, AsOf asOf)
    {
        var holding = links.Where(link => !asOf.IsEnded(link.UndoneIn)).ToList();
        kept = holding.ToDictionary(link => link.Rpps, link => link.Kept);
        merged = holding.OrderBy(link => link.RecordedIn).ToLookup(link => link.Kept, link => link.Rpps);
        ever = [.. links.SelectMany(link => new[] { link.Rpps, link.Kept })];
    }

    /// <summary>Those of some numbers, and of the numbers that they are linked with.</summary>
    public static Task<MergeLinks> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps) => LoadAsync(sql, rpps, AsOf.Now);

    /// <summary>The same as of a revision.</summary>
    public static async Task<MergeLinks> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps, AsOf asOf) => new(
        await sql.QueryAsync<MergeLink>(
            $"""
            select rpps, kept, recorded_in, undone_in from merges
            where {DatedTables.Merges.Recorded()} and kept in (
                select kept from merges where {RppsList.Condition(sql.Engine)}
                union all
                select kept from merges where {RppsList.Condition(sql.Engine, "kept")})
            """, new { revision = asOf.Revision, list = RppsList.Value(sql.Engine, rpps) }), asOf);

    /// <summary>Those that hold now with a number between two, these included.</summary>
    public static async Task<MergeLinks> BetweenAsync(SqlSession sql, string first, string last) => new(
        await sql.QueryAsync<MergeLink>(
            """
            select rpps, kept, recorded_in, undone_in from merges
            where (rpps >= @first and rpps <= @last) or (kept >= @first and kept <= @last)
            """, new { first, last }), AsOf.Now);

    /// <summary>FAILED_PRECONDITION, naming the number to write under, for one that is merged. Sure only for who has taken a revision.</summary>
    public static async Task CheckNotMergedAsync(SqlSession sql, string rpps)
    {
        if ((await LoadAsync(sql, [rpps])).KeptOf(rpps) is { } kept)
            throw Fault.Precondition(RegistryReasons.Merged, $"This number is merged into {kept}: use that one.");
    }

    /// <summary>The number that a merged one is merged into; null for one that is not merged.</summary>
    public string? KeptOf(string rpps) => kept.GetValueOrDefault(rpps);

    /// <summary>The number whose record answers.</summary>
    public string Answering(string rpps) => kept.GetValueOrDefault(rpps, rpps);

    /// <summary>The numbers merged into one.</summary>
    public IEnumerable<string> MergedInto(string rpps) => merged[rpps];

    /// <summary>Whether a merge with the number ever held.</summary>
    public bool Ever(string rpps) => ever.Contains(rpps);

    /// <summary>Numbers that say something else when one of these does, without these themselves.</summary>
    public IEnumerable<string> OthersOf(IReadOnlyCollection<string> rpps) =>
        rpps.Select(Answering).Distinct().SelectMany(answering => merged[answering].Prepend(answering)).Except(rpps);

    private sealed record MergeLink
    {
        public string Rpps { get; init; } = "";
        public string Kept { get; init; } = "";
        public long RecordedIn { get; init; }
        public long? UndoneIn { get; init; }
    }
}
