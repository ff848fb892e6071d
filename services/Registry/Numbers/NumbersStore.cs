using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Numbers;

internal sealed record NumberRow
{
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";
    public long Revision { get; init; }
}

internal static class NumbersStore
{
    /// <summary>Revisions become visible in their order, so no later commit puts a row before the place reached.</summary>
    public static Task<IReadOnlyList<NumberRow>> AfterAsync(SqlSession sql, NumbersPosition after, int limit) => sql.QueryAsync<NumberRow>(
        """
        select rpps, council, revision from physicians
        where revision >= @Revision and (revision, rpps) > (@Revision, @Rpps) order by revision, rpps limit @limit
        """, new { after.Revision, after.Rpps, limit });
}
