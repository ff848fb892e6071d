using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>A read of a case would tell a physician that the case exists. Reads are shown once the physician knows of each own case, or it has ended; until
/// then those from the opening of the first unknown case are not (docs/decisions/0020-disciplinary-reads-are-shown-later.md).</summary>
internal sealed class CaseDisclosure : IAccessDisclosure
{
    private const string Physicians = "physicians/";

    /// <summary>Condition on case_overview: the council has informed or summoned the respondent (CSP L.4123-2), or the case is filed with the chamber, which
    /// communicates it (R.4126-12). A decided case is filed.</summary>
    internal const string IsKnown =
        """
        (filed_on is not null or summoned_on is not null
          or exists (select 1 from complaint_notices n where n.complaint_id = case_overview.complaint_id and n.notice = 'Information'))
        """;

    private const string IsHidden =
        $"not {IsKnown} and status not in ('Conciliated', 'Withdrawn', 'NotReferred', 'EndedByDeath', 'EndedByOrder', 'EndedByChamberWithdrawal')";

    public async Task<DateTimeOffset?> HiddenFromAsync(SqlSession sql, string record) => record.StartsWith(Physicians, StringComparison.Ordinal)
        ? await sql.SingleOrDefaultAsync<DateTimeOffset?>(
            $"select opened_at from case_overview where rpps = @rpps and {IsHidden} order by opened_at limit 1", new { rpps = record[Physicians.Length..] })
        : null;

    public Task<DateTimeOffset?> OldestHiddenAsync(SqlSession sql) =>
        sql.SingleOrDefaultAsync<DateTimeOffset?>($"select opened_at from case_overview where {IsHidden} order by opened_at limit 1");
}
