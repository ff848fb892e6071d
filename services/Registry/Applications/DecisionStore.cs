using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Applications;

internal static class DecisionStore
{
    public static Task AddDraftAsync(SqlSession sql, string id, DraftRow draft, DateTimeOffset preparedAt) => sql.ExecuteAsync(
        """
        insert into application_drafts (application_id, number, outcome, refusal_ground, training, session_on, prepared_by, prepared_at)
        values (@id, @Number, @Outcome, '', '', @SessionOn, @PreparedBy, @preparedAt)
        """, new { id, draft.Number, draft.Outcome, draft.SessionOn, draft.PreparedBy, preparedAt });

    /// <summary>All drafts; the last one is in force.</summary>
    public static Task<IReadOnlyList<DraftRow>> DraftsAsync(SqlSession sql, string id) => sql.QueryAsync<DraftRow>(
        """
        select number, outcome, refusal_ground, training, session_on, prepared_by
        from application_drafts where application_id = @id order by number
        """, new { id });

    public static Task LodgeAsync(SqlSession sql, string appealId, string id, AppealRow appeal) => sql.ExecuteAsync(
        """
        insert into application_appeals (id, application_id, level, appellant, lodged_on, outcome)
        values (@appealId, @id, @level, @appellant, @LodgedOn, '')
        """, new { appealId, id, level = appeal.Level.ToString(), appellant = appeal.Appellant.ToString(), appeal.LodgedOn });

    public static Task DecideAppealAsync(SqlSession sql, string id, AppealRow appeal) => sql.ExecuteAsync(
        """
        update application_appeals set outcome = @Outcome, decided_on = @DecidedOn, notified_on = @NotifiedOn, council_notified_on = @CouncilNotifiedOn
        where application_id = @id and level = @level
        """, new { id, level = appeal.Level.ToString(), appeal.Outcome, appeal.DecidedOn, appeal.NotifiedOn, appeal.CouncilNotifiedOn });

    public static async Task<IReadOnlyList<AppealRow>> AppealsAsync(SqlSession sql, string id) =>
        [.. (await sql.QueryAsync<AppealRow>(
            """
            select level, appellant, lodged_on, outcome, decided_on, notified_on,
                   council_notified_on
            from application_appeals where application_id = @id
            """, new { id })).OrderBy(appeal => appeal.Level)];
}
