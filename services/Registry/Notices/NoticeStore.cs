using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Notices;

/// <summary>SQL of notices: owed once, given once.</summary>
internal static class NoticeStore
{
    private const string Columns =
        """
        n.application_id, n.fact_id, n.rpps, n.council, n.recipient, n.due_on, n.notified_on, n.withdrawal
        """;

    /// <param name="sql">The transaction.</param>
    /// <param name="about">What is notified, by whom and until when; its recipient is not read.</param>
    /// <param name="recipients">To whom.</param>
    public static Task OweAsync(SqlSession sql, NoticeRow about, IEnumerable<NotificationRecipient> recipients) => sql.ExecuteAsync(
        """
        insert into notices (application_id, fact_id, rpps, council, recipient, due_on, withdrawal)
        values (@ApplicationId, @FactId, @Rpps, @Council, @recipient, @DueOn, @Withdrawal)
        """,
        recipients.Select(recipient => new
        {
            about.ApplicationId,
            about.FactId,
            about.Rpps,
            about.Council,
            recipient = recipient.ToString(),
            about.DueOn,
            about.Withdrawal,
        }).ToList());

    public static Task<bool> NotifyOfDecisionAsync(SqlSession sql, string application, NotificationRecipient recipient, DateOnly notifiedOn) =>
        NotifyAsync(sql, "application_id", application, withdrawal: false, recipient, notifiedOn);

    /// <param name="sql">The transaction.</param>
    /// <param name="fact">The departure.</param>
    /// <param name="withdrawal">Whether they were told that it holds no more.</param>
    /// <param name="recipient">Who was told.</param>
    /// <param name="notifiedOn">When.</param>
    public static Task<bool> NotifyOfDepartureAsync(SqlSession sql, string fact, bool withdrawal, NotificationRecipient recipient, DateOnly notifiedOn) =>
        NotifyAsync(sql, "fact_id", fact, withdrawal, recipient, notifiedOn);

    public static Task<IReadOnlyList<NoticeRow>> OfDecisionAsync(SqlSession sql, string application) =>
        sql.QueryAsync<NoticeRow>($"select {Columns} from notices n where n.application_id = @application", new { application });

    public static Task<IReadOnlyList<NoticeRow>> OfDepartureAsync(SqlSession sql, string fact) =>
        sql.QueryAsync<NoticeRow>($"select {Columns} from notices n where n.fact_id = @fact", new { fact });

    /// <summary>Those of every departure of a physician.</summary>
    public static Task<IReadOnlyList<NoticeRow>> OfDeparturesAsync(SqlSession sql, string rpps) => sql.QueryAsync<NoticeRow>(
        $"select {Columns} from notices n where n.fact_id in (select f.id from registration_facts f where f.rpps = @rpps)", new { rpps });

    /// <summary>Who was told of a departure, or of one that it took the place of.</summary>
    public static async Task<IReadOnlyList<NotificationRecipient>> ToldAsync(SqlSession sql, string fact) =>
        [.. (await sql.QueryAsync<string>(
            """
            with recursive corrected(id) as (
                select f.id from registration_facts f where f.id = @fact
                union all
                select f.id from registration_facts f join corrected c on f.superseded_by = c.id
            )
            select distinct n.recipient from notices n
            where n.fact_id in (select c.id from corrected c) and n.notified_on is not null and not n.withdrawal
            """, new { fact })).Select(Enum.Parse<NotificationRecipient>)];

    /// <summary>
    /// Notices owed within reach and not given, those due first before the others. Of a fact that was corrected none is owed any more but that of its
    /// withdrawal.
    /// </summary>
    public static Task<IReadOnlyList<NoticeRow>> OwedAsync(
        SqlSession sql, RowScope scope, string council, DateOnly dueUntil, NoticeCursor after, int limit) => sql.QueryAsync<NoticeRow>(
        $"""
        select {Columns}
        from notices n left join registration_facts f on f.id = n.fact_id
        where n.notified_on is null and (n.withdrawal or {DatedTables.Facts.HoldsNow("f")}) and n.due_on <= @dueUntil
          and (@All or n.council = @Own) and (@council = '' or n.council = @council)
          and (n.due_on, coalesce(n.application_id, n.fact_id), n.recipient) > (@DueOn, @About, @Recipient)
        order by n.due_on, coalesce(n.application_id, n.fact_id), n.recipient limit @limit
        """, new { scope.All, Own = scope.Council, council, dueUntil, after.DueOn, after.About, after.Recipient, limit });

    /// <summary>False when it is not owed, or was given before.</summary>
    private static async Task<bool> NotifyAsync(
        SqlSession sql, string column, string about, bool withdrawal, NotificationRecipient recipient, DateOnly notifiedOn) => await sql.ExecuteAsync(
        $"""
        update notices set notified_on = @notifiedOn
        where {column} = @about and recipient = @recipient and withdrawal = @withdrawal and notified_on is null
        """, new { about, recipient = recipient.ToString(), withdrawal, notifiedOn }) == 1;
}
