using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Conciliations;

internal static class ConciliationStore
{
    public static Task AddOtherCouncilRequestAsync(SqlSession sql, string caseId, DateOnly requestedOn, string by, DateTimeOffset at) => sql.ExecuteAsync(
        "insert into other_council_requests (case_id, requested_on, recorded_by, recorded_at) values (@caseId, @requestedOn, @by, @at)",
        new { caseId, requestedOn, by, at });

    public static Task AddOtherCouncilAnswerAsync(SqlSession sql, string caseId, string council, DateOnly namedOn, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        "insert into other_council_answers (case_id, council, named_on, recorded_by, recorded_at) values (@caseId, @council, @namedOn, @by, @at)",
        new { caseId, council, namedOn, by, at });

    public static async Task AddSummonsAsync(SqlSession sql, string caseId, int number, NewSummons summons, string by, DateTimeOffset at)
    {
        await sql.ExecuteAsync(
            """
            insert into conciliation_summonses (case_id, number, sent_on, meeting_on, recorded_by, recorded_at)
            values (@caseId, @number, @SentOn, @MeetingOn, @by, @at)
            """, new { caseId, number, summons.SentOn, summons.MeetingOn, by, at });
        foreach (var (name, position) in summons.Conciliators.Select((name, position) => (name, position)))
        {
            await sql.ExecuteAsync(
                "insert into conciliators (case_id, number, position, name) values (@caseId, @number, @position, @name)",
                new { caseId, number, position, name });
        }
    }

    public static Task AddMinutesAsync(SqlSession sql, string caseId, NewMinutes minutes, byte[]? disagreements, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        """
        insert into conciliation_minutes (case_id, held_on, outcome, sealed_disagreements, recorded_by, recorded_at)
        values (@caseId, @HeldOn, @outcome, @disagreements, @by, @at)
        """, new { caseId, minutes.HeldOn, outcome = minutes.Outcome.ToString(), disagreements, by, at });

    /// <summary>Summonses, oldest first.</summary>
    public static Task<IReadOnlyList<SummonsRow>> SummonsesAsync(SqlSession sql, string caseId) => sql.QueryAsync<SummonsRow>(
        "select number, sent_on, meeting_on from conciliation_summonses where case_id = @caseId order by number", new { caseId });

    public static Task<IReadOnlyList<(int Number, string Name)>> ConciliatorsAsync(SqlSession sql, string caseId) => sql.QueryAsync<(int Number, string Name)>(
        "select number, name from conciliators where case_id = @caseId order by number, position", new { caseId });

    public static Task<byte[]?> DisagreementsAsync(SqlSession sql, string caseId) => sql.SingleOrDefaultAsync<byte[]>(
        "select sealed_disagreements from conciliation_minutes where case_id = @caseId", new { caseId });
}

internal sealed record SummonsRow
{
    public int Number { get; init; }
    public DateOnly SentOn { get; init; }
    public DateOnly MeetingOn { get; init; }
}
