using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>Which record answers for which number, as of a revision. While a merge holds, the merged number answers with the kept record, and the restrictions
/// of both apply. Each read of the register applies these links, or its comment says why it reads a record by itself.</summary>
internal sealed class MergeLinks
{
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

    public static Task<MergeLinks> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps) => LoadAsync(sql, rpps, AsOf.Now);

    public static async Task<MergeLinks> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps, AsOf asOf) => new(
        await sql.QueryAsync<MergeLink>(
            $"""
            select rpps, kept, recorded_in, undone_in from merges
            where {DatedTables.Merges.Recorded()} and kept in (
                select kept from merges where {TextList.Condition(sql.Engine, "rpps")}
                union all
                select kept from merges where {TextList.Condition(sql.Engine, "kept")})
            """, new { revision = asOf.Revision, list = TextList.Value(sql.Engine, rpps) }), asOf);

    public static async Task<MergeLinks> BetweenAsync(SqlSession sql, string first, string last) => new(
        await sql.QueryAsync<MergeLink>(
            """
            select rpps, kept, recorded_in, undone_in from merges
            where (rpps >= @first and rpps <= @last) or (kept >= @first and kept <= @last)
            """, new { first, last }), AsOf.Now);

    /// <summary>FAILED_PRECONDITION for a merged number. Call it after <see cref="RevisionStore.NextAsync"/>: before that, a merge may still come.</summary>
    public static async Task CheckNotMergedAsync(SqlSession sql, string rpps)
    {
        if ((await LoadAsync(sql, [rpps])).KeptOf(rpps) is { } kept)
            throw Fault.Precondition(RegistryReasons.Merged, $"This number is merged into {kept}: use that number.");
    }

    public string? KeptOf(string rpps) => kept.GetValueOrDefault(rpps);

    public string Answering(string rpps) => kept.GetValueOrDefault(rpps, rpps);

    public IEnumerable<string> MergedInto(string rpps) => merged[rpps];

    /// <summary>A merge with the number holds, or held before it was undone.</summary>
    public bool WasEverMerged(string rpps) => ever.Contains(rpps);

    /// <summary>The numbers whose answers change with these numbers because a merge links them, without these numbers themselves.</summary>
    public IEnumerable<string> LinkedWith(IReadOnlyCollection<string> rpps) =>
        rpps.Select(Answering).Distinct().SelectMany(answering => merged[answering].Prepend(answering)).Except(rpps);

    private sealed record MergeLink
    {
        public string Rpps { get; init; } = "";
        public string Kept { get; init; } = "";
        public long RecordedIn { get; init; }
        public long? UndoneIn { get; init; }
    }
}
