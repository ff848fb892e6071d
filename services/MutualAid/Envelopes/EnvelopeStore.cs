using OrdreCouncils.ServiceDefaults.Errors;
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
        await GiveKeysAsync(sql);
        var inserted = await sql.ExecuteAsync(
            """
            insert into envelopes (id, year, title, title_key, transfers, opened_at, opened_by) values (@id, @year, @title, @key, 0, @at, @actor)
            on conflict do nothing
            """, new { id, year, title, key = TextKey.Of(title), at, actor });
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

    /// <summary>Gives rows of an earlier release their keys. Rows that share a key stay: the later ones get a key that no title has.</summary>
    private static async Task GiveKeysAsync(SqlSession sql)
    {
        var rows = await sql.QueryAsync<(string Id, int Year, string Title)>(
            $"select id, year, title from envelopes where title_key is null order by id{Dialect.ForUpdate(sql.Engine)}");
        foreach (var (id, year, title) in rows)
        {
            var key = TextKey.Of(title);
            await sql.ExecuteAsync(
                """
                update envelopes set title_key =
                    case when exists (select 1 from envelopes other where other.year = @year and other.title_key = @key) then @own else @key end
                where id = @id
                """, new { id, year, key, own = $"{key}\n{id}" });
        }
    }
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
