using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>A read of a case would tell a physician that the case exists. Reads are shown once each case of the physician has a decision that was notified,
/// or has ended; until then those from the opening of the first open case are not (docs/decisions/0020-disciplinary-reads-are-shown-later.md).</summary>
internal sealed class CaseDisclosure : IAccessDisclosure
{
    private const string Physicians = "physicians/";
    private const string IsHidden =
        "not practitioner_told and status not in ('Conciliated', 'Withdrawn', 'NotReferred', 'EndedByDeath', 'EndedByOrder', 'EndedByChamberWithdrawal')";

    public async Task<DateTimeOffset?> HiddenFromAsync(SqlSession sql, string record) => record.StartsWith(Physicians, StringComparison.Ordinal)
        ? await sql.SingleOrDefaultAsync<DateTimeOffset?>(
            $"select opened_at from case_overview where rpps = @rpps and {IsHidden} order by opened_at limit 1", new { rpps = record[Physicians.Length..] })
        : null;

    public Task<DateTimeOffset?> OldestHiddenAsync(SqlSession sql) =>
        sql.SingleOrDefaultAsync<DateTimeOffset?>($"select opened_at from case_overview where {IsHidden} order by opened_at limit 1");
}
