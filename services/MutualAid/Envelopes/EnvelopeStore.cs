using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.Envelopes;

internal static class EnvelopeStore
{
    // The negative balance of the source account is the amount that the envelope was opened with.
    private const string Select =
        """
        select e.id, e.year, e.title, e.opened_at, -s.balance_cents as opened_cents,
               a.balance_cents as available_cents, g.balance_cents as granted_cents
        from envelopes e
        join accounts s on s.envelope_id = e.id and s.kind = 'source'
        join accounts a on a.envelope_id = e.id and a.kind = 'available'
        join accounts g on g.envelope_id = e.id and g.kind = 'granted'
        """;

    /// <summary>Adds an envelope with three empty accounts; false when its year already has the title.</summary>
    public static async Task<bool> InsertAsync(SqlSession sql, string id, int year, string title, DateTimeOffset at, string actor)
    {
        var inserted = await sql.ExecuteAsync(
            """
            insert into envelopes (id, year, title, transfers, opened_at, opened_by) values (@id, @year, @title, 0, @at, @actor)
            on conflict (year, title) do nothing
            """, new { id, year, title, at, actor });
        if (inserted == 0)
            return false;

        await sql.ExecuteAsync(
            "insert into accounts (envelope_id, kind, balance_cents) values (@id, 'source', 0), (@id, 'available', 0), (@id, 'granted', 0)", new { id });
        return true;
    }

    public static Task<EnvelopeRow?> FindAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<EnvelopeRow>($"{Select} where e.id = @id", new { id });

    /// <summary>Envelopes after <paramref name="after"/>, oldest first; of one year unless it is 0.</summary>
    public static Task<IReadOnlyList<EnvelopeRow>> PageAsync(SqlSession sql, int year, string after, int limit) => sql.QueryAsync<EnvelopeRow>(
        $"{Select} where e.id > @after and (@year = 0 or e.year = @year) order by e.id limit @limit", new { year, after, limit });
}

internal sealed record EnvelopeRow
{
    public string Id { get; init; } = "";
    public int Year { get; init; }
    public string Title { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }
    public long OpenedCents { get; init; }
    public long AvailableCents { get; init; }
    public long GrantedCents { get; init; }
}
