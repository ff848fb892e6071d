using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.Envelopes;

/// <summary>Recomputes the invariants of the ledger from its entries.</summary>
internal static class LedgerCheck
{
    /// <summary>Transfers and accounts that do not balance; none in a sound ledger.</summary>
    /// <param name="sql">A snapshot: a booking between two statements must not look like a fault.</param>
    public static async Task<IReadOnlyList<string>> FindingsAsync(SqlSession sql)
    {
        var transfers = await sql.QueryAsync<string>(
            """
            select t.id from transfers t left join ledger_entries e on e.transfer_id = t.id
            group by t.id, t.amount_cents
            having count(e.position) <> 2 or sum(e.amount_cents) <> 0 or max(e.amount_cents) <> t.amount_cents
            order by t.id
            """);
        var accounts = await sql.QueryAsync<string>(
            """
            select a.envelope_id || '/' || a.kind from accounts a
            left join ledger_entries e on e.envelope_id = a.envelope_id and e.account = a.kind
            group by a.envelope_id, a.kind, a.balance_cents
            having a.balance_cents <> coalesce(sum(e.amount_cents), 0)
            order by a.envelope_id, a.kind
            """);
        return
        [
            .. transfers.Select(id => $"The entries of transfer {id} do not balance."),
            .. accounts.Select(account => $"The balance of {account} is not the sum of its entries."),
        ];
    }
}
