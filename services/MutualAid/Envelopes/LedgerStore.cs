using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.Envelopes;

/// <summary>SQL of the ledger: entries are only added. Triggers refuse an update or deletion of an entry.</summary>
internal static class LedgerStore
{
    // Constraint of 0001_envelopes.sql.
    private const string NeverOverspent = "accounts_never_overspent";
    private const int SqliteConstraintCheck = 275;

    /// <summary>Books a transfer: its two entries and both balances. Bookings of one envelope wait for each other here.</summary>
    /// <exception cref="DbException">For which <see cref="IsOverspending"/> is true: the giving account holds too little.</exception>
    public static async Task BookAsync(SqlSession sql, Transfer transfer)
    {
        var number = await sql.ScalarAsync<int>(
            "update envelopes set transfers = transfers + 1 where id = @EnvelopeId returning transfers", new { transfer.EnvelopeId });
        await sql.ExecuteAsync(
            """
            insert into transfers (id, envelope_id, number, kind, aid_request_id, amount_cents, at, actor)
            values (@Id, @EnvelopeId, @number, @Kind, @AidRequestId, @AmountCents, @At, @Actor)
            """,
            new
            {
                transfer.Id, transfer.EnvelopeId, number, transfer.Kind, transfer.AidRequestId, transfer.AmountCents, transfer.At, transfer.Actor,
            });
        await EnterAsync(sql, transfer, position: 1, transfer.From, -transfer.AmountCents);
        await EnterAsync(sql, transfer, position: 2, transfer.To, transfer.AmountCents);
    }

    /// <summary>The booking failed on the constraint that no account is overspent.</summary>
    public static bool IsOverspending(DbException failure) => failure switch
    {
        PostgresException postgres => postgres.ConstraintName == NeverOverspent,
        SqliteException lite => lite.SqliteExtendedErrorCode == SqliteConstraintCheck && lite.Message.Contains(NeverOverspent, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Entries of an envelope after a place in it, in the order of booking.</summary>
    public static Task<IReadOnlyList<LedgerEntryRow>> PageAsync(SqlSession sql, string envelopeId, LedgerPlace after, int limit) =>
        sql.QueryAsync<LedgerEntryRow>(
            """
            select t.id as transfer_id, t.number, e.position, t.kind, e.account,
                   e.amount_cents, coalesce(t.aid_request_id, '') as aid_request_id, t.at
            from transfers t join ledger_entries e on e.transfer_id = t.id
            where t.envelope_id = @envelopeId and (t.number, e.position) > (@Number, @Position)
            order by t.number, e.position limit @limit
            """, new { envelopeId, after.Number, after.Position, limit });

    private static async Task EnterAsync(SqlSession sql, Transfer transfer, int position, string account, long cents)
    {
        await sql.ExecuteAsync(
            "update accounts set balance_cents = balance_cents + @cents where envelope_id = @EnvelopeId and kind = @account",
            new { transfer.EnvelopeId, account, cents });
        await sql.ExecuteAsync(
            """
            insert into ledger_entries (transfer_id, position, envelope_id, account, amount_cents)
            values (@Id, @position, @EnvelopeId, @account, @cents)
            """, new { transfer.Id, position, transfer.EnvelopeId, account, cents });
    }
}

internal sealed record LedgerEntryRow
{
    public string TransferId { get; init; } = "";
    public int Number { get; init; }
    public int Position { get; init; }
    public string Kind { get; init; } = "";
    public string Account { get; init; } = "";
    public long AmountCents { get; init; }
    public string AidRequestId { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
