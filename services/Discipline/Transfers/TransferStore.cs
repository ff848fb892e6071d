using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Transfers;

/// <summary>SQL of requests and transfers. Rows are added, never changed.</summary>
internal static class TransferStore
{
    public static Task AddRequestAsync(SqlSession sql, TransferRequestRow row, string by, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into transfer_requests (id, case_id, ground, party, chamber, asked_on, recorded_by, recorded_at)
        values (@Id, @CaseId, @ground, @party, @Chamber, @AskedOn, @by, @at)
        """,
        new
        {
            row.Id, row.CaseId, ground = row.Ground.ToString(), party = row.Party == CaseParty.Unspecified ? null : row.Party.ToString(), row.Chamber,
            row.AskedOn, by, at,
        });

    public static Task AddAsync(SqlSession sql, TransferRow row, string by, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into transfers (case_id, number, ground, request_id, from_chamber, to_chamber, ordered_on, from_year, from_number, from_registered_on,
          rapporteurs, recorded_by, recorded_at)
        values (@CaseId, @Number, @ground, @RequestId, @FromChamber, @ToChamber, @OrderedOn, @FromYear, @FromNumber, @FromRegisteredOn, @Rapporteurs, @by, @at)
        """,
        new
        {
            row.CaseId, row.Number, ground = row.Ground.ToString(), row.RequestId, row.FromChamber, row.ToChamber, row.OrderedOn, row.FromYear,
            row.FromNumber, row.FromRegisteredOn, row.Rapporteurs, by, at,
        });

    /// <summary>Oldest first.</summary>
    public static Task<IReadOnlyList<TransferRequestRow>> RequestsAsync(SqlSession sql, string caseId) => sql.QueryAsync<TransferRequestRow>(
        """
        select q.id, q.case_id, q.ground, q.party, q.chamber, q.asked_on, t.number as answered_by
        from transfer_requests q
        left join transfers t on t.request_id = q.id
        where q.case_id = @caseId order by q.asked_on, q.id
        """, new { caseId });

    /// <summary>Oldest first.</summary>
    public static Task<IReadOnlyList<TransferRow>> AllAsync(SqlSession sql, string caseId) => sql.QueryAsync<TransferRow>(
        """
        select case_id, number, ground, request_id, from_chamber, to_chamber, ordered_on, from_year, from_number, from_registered_on, rapporteurs
        from transfers where case_id = @caseId order by number
        """, new { caseId });

    /// <summary>The person of a case that the chamber lost; null for a case that it never had.</summary>
    public static Task<TransferredCase?> LostAsync(SqlSession sql, string caseId, string chamber) => sql.SingleOrDefaultAsync<TransferredCase>(
        """
        select c.rpps, c.respondent_name from cases c
        where c.id = @caseId and exists (select 1 from transfers t where t.case_id = c.id and t.from_chamber = @chamber)
        """, new { caseId, chamber });
}
