using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Proceedings;

internal static class ProceedingStore
{
    /// <summary>Null when the case is absent or not decided. Call it in one transaction, so that all statements read one snapshot.</summary>
    public static async Task<Proceeding?> LoadAsync(SqlSession sql, string caseId)
    {
        var decisions = await sql.QueryAsync<DecisionRow>(
            """
            select d.id, d.case_id, d.kind, d.answers, d.outcome, d.sanction, d.duration_months, d.suspended_months, d.duration_days, d.suspended_days,
              d.executes_from, d.executes_until, d.training_ordered, d.revokes, r.sanction as revoked_sanction, r.suspended_months as revoked_months,
              r.suspended_days as revoked_days, d.urgent, d.by_default, d.decided_on, d.notified_on,
              d.residence, d.last_day_of_appeal, d.appeal_time, d.recorded_at, e.enforced_at
            from decisions d
            left join decisions r on r.id = d.revokes
            left join enforcements e on e.decision_id = d.id
            where d.case_id = @caseId
            """, new { caseId });
        if (decisions.Count == 0)
            return null;
        var file = (await sql.SingleOrDefaultAsync<CaseRow>(
            "select id, version, rpps, council, register_council, chamber, complaint_id, author_kind from case_overview where id = @caseId", new { caseId }))!;
        const string ofCase = "decision_id in (select id from decisions where case_id = @caseId)";
        return new Proceeding
        {
            CaseId = caseId,
            Version = file.Version,
            Rpps = file.Rpps,
            Council = file.Council,
            RegisterCouncil = file.RegisterCouncil,
            Chamber = Chambers.Named(file.Chamber),
            HasAuthor = file.IsComplaint && file.AuthorKind != AuthorKind.OrdinalBody,
            Decisions = InOrder(decisions),
            Notifications = await sql.QueryAsync<NotificationRow>(
                $"""
                select decision_id, addressee, sent_on, outcome, outcome_on, time_limit_stated, residence, last_day, time
                from decision_notifications where {ofCase}
                """, new { caseId }),
            Rectifications = await sql.QueryAsync<RectificationRow>(
                $"select decision_id, notified_on, last_day, time from rectifications where {ofCase}", new { caseId }),
            Remedies = await sql.QueryAsync<RemedyRow>(
                $"""
                select id, decision_id, kind, appellant, lodged_on, received_on, recorded_at, outcome, outcome_on
                from remedies where {ofCase} order by lodged_on, recorded_at, id
                """, new { caseId }),
            Stays = await sql.QueryAsync<StayRow>(
                $"select remedy_id, from_day, ended_on from stays where remedy_id in (select id from remedies where {ofCase}) order by from_day",
                new { caseId }),
            Insurance = await sql.SingleOrDefaultAsync<InsuranceRow>(
                "select kind, firm_months, final_on from insurance_sanctions where case_id = @caseId", new { caseId }),
        };
    }

    /// <summary>Each decision after the one that it answers: ids made within one millisecond have no order.</summary>
    private static List<DecisionRow> InOrder(IReadOnlyList<DecisionRow> decisions)
    {
        var ordered = decisions.Where(decision => decision.Answers.Length == 0).ToList();
        for (var i = 0; i < ordered.Count; i++)
            ordered.AddRange(decisions.Where(decision => decision.Answers == ordered[i].Id).OrderBy(decision => decision.Id, StringComparer.Ordinal));
        return ordered;
    }

    /// <summary>The case of a decision; null when it is absent or out of reach.</summary>
    public static Task<string?> CaseOfDecisionAsync(SqlSession sql, string id, CaseReach reach) => sql.SingleOrDefaultAsync<string>(
        $"select id from case_overview where id = (select case_id from decisions where id = @id) and {reach.Predicate}",
        new { id, reach.Council, reach.Chamber });

    public static async Task<bool> IsRevokedAsync(SqlSession sql, string decisionId) =>
        await sql.ScalarAsync<long>("select count(*) from decisions where revokes = @decisionId", new { decisionId }) > 0;

    /// <summary>The case of a remedy; null when it is absent.</summary>
    public static Task<string?> CaseOfRemedyAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<string>(
        "select d.case_id from remedies r join decisions d on d.id = r.decision_id where r.id = @id", new { id });

    public static Task AddDecisionAsync(SqlSession sql, DecisionRow row, string recordedBy) => sql.ExecuteAsync(
        """
        insert into decisions (id, case_id, kind, answers, outcome, sanction, duration_months, suspended_months, duration_days, suspended_days, executes_from,
          executes_until, training_ordered, revokes, urgent, by_default, decided_on, notified_on, residence, last_day_of_appeal,
          appeal_time, recorded_by, recorded_at)
        values (@Id, @CaseId, @kind, @answers, @outcome, @sanction, @DurationMonths, @SuspendedMonths, @DurationDays, @SuspendedDays,
          @ExecutesFrom, @ExecutesUntil, @TrainingOrdered, @revokes, @Urgent, @ByDefault, @DecidedOn, @NotifiedOn, @residence,
          @LastDayOfAppeal, @AppealTime, @recordedBy, @RecordedAt)
        """,
        new
        {
            row.Id,
            row.CaseId,
            kind = row.Kind.ToString(),
            answers = row.Answers.Length == 0 ? null : row.Answers,
            outcome = row.Outcome == DecisionOutcome.Unspecified ? null : row.Outcome.ToString(),
            sanction = row.Sanction.ToString(),
            row.DurationMonths,
            row.SuspendedMonths,
            row.DurationDays,
            row.SuspendedDays,
            row.ExecutesFrom,
            row.ExecutesUntil,
            row.TrainingOrdered,
            revokes = row.Revokes.Length == 0 ? null : row.Revokes,
            row.Urgent,
            row.ByDefault,
            row.DecidedOn,
            row.NotifiedOn,
            residence = row.Residence.ToString(),
            row.LastDayOfAppeal,
            row.AppealTime,
            recordedBy,
            row.RecordedAt,
        });

    public static Task SetNotificationAsync(SqlSession sql, NotificationRow row, string recordedBy, DateTimeOffset recordedAt) => sql.ExecuteAsync(
        """
        insert into decision_notifications (decision_id, addressee, sent_on, outcome, outcome_on, time_limit_stated, residence, last_day, time, recorded_by,
          recorded_at)
        values (@DecisionId, @addressee, @SentOn, @outcome, @OutcomeOn, @TimeLimitStated, @residence, @LastDay, @Time, @recordedBy, @recordedAt)
        on conflict (decision_id, addressee) do update set sent_on = excluded.sent_on, outcome = excluded.outcome, outcome_on = excluded.outcome_on,
          time_limit_stated = excluded.time_limit_stated, residence = excluded.residence, last_day = excluded.last_day, time = excluded.time,
          recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
        """,
        new
        {
            row.DecisionId,
            addressee = row.Addressee.ToString(),
            row.SentOn,
            outcome = row.Outcome == NotificationOutcome.Unspecified ? null : row.Outcome.ToString(),
            row.OutcomeOn,
            row.TimeLimitStated,
            residence = row.Residence.ToString(),
            row.LastDay,
            row.Time,
            recordedBy,
            recordedAt,
        });

    public static Task AddRectificationAsync(SqlSession sql, RectificationRow row, DateOnly orderedOn, string recordedBy, DateTimeOffset recordedAt) =>
        sql.ExecuteAsync(
            """
            insert into rectifications (decision_id, ordered_on, notified_on, last_day, time, recorded_by, recorded_at)
            values (@DecisionId, @orderedOn, @NotifiedOn, @LastDay, @Time, @recordedBy, @recordedAt)
            """, new { row.DecisionId, orderedOn, row.NotifiedOn, row.LastDay, row.Time, recordedBy, recordedAt });

    public static Task AddRemedyAsync(SqlSession sql, RemedyRow row, DateOnly? causeKnownOn, string recordedBy) => sql.ExecuteAsync(
        """
        insert into remedies (id, decision_id, kind, appellant, lodged_on, received_on, cause_known_on, recorded_by, recorded_at)
        values (@Id, @DecisionId, @kind, @appellant, @LodgedOn, @ReceivedOn, @causeKnownOn, @recordedBy, @RecordedAt)
        """,
        new
        {
            row.Id, row.DecisionId, kind = row.Kind.ToString(), appellant = row.Appellant.ToString(), row.LodgedOn, row.ReceivedOn, causeKnownOn, recordedBy,
            row.RecordedAt,
        });

    public static Task SetCassationOutcomeAsync(SqlSession sql, string remedyId, CassationOutcome outcome, DateOnly on) => sql.ExecuteAsync(
        "update remedies set outcome = @outcome, outcome_on = @on where id = @remedyId", new { remedyId, outcome = outcome.ToString(), on });

    public static Task SetStayAsync(SqlSession sql, StayRow row, string recordedBy, DateTimeOffset recordedAt) => sql.ExecuteAsync(
        """
        insert into stays (remedy_id, from_day, ended_on, recorded_by, recorded_at) values (@RemedyId, @FromDay, @EndedOn, @recordedBy, @recordedAt)
        on conflict (remedy_id, from_day) do update set ended_on = excluded.ended_on, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
        """, new { row.RemedyId, row.FromDay, row.EndedOn, recordedBy, recordedAt });

    public static Task AddInsuranceAsync(SqlSession sql, string caseId, InsuranceRow row, string recordedBy, DateTimeOffset recordedAt) => sql.ExecuteAsync(
        """
        insert into insurance_sanctions (case_id, kind, firm_months, final_on, recorded_by, recorded_at)
        values (@caseId, @kind, @FirmMonths, @FinalOn, @recordedBy, @recordedAt)
        """, new { caseId, kind = row.Kind.ToString(), row.FirmMonths, row.FinalOn, recordedBy, recordedAt });
}
