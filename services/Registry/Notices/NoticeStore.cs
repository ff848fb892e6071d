using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Notices;

/// <summary>SQL of notices. A row is added as owed and marked once as given.</summary>
internal static class NoticeStore
{
    private const string Columns =
        """
        n.application_id, n.fact_id, n.suspension_id, n.rpps, n.council, n.recipient, n.due_on, n.notified_on, n.withdrawal
        """;

    private const string About = "coalesce(n.application_id, n.fact_id, n.suspension_id)";

    /// <param name="notice">The notice for each recipient; its own recipient is not read.</param>
    public static Task AddOwedAsync(SqlSession sql, NoticeRow notice, IEnumerable<NotificationRecipient> recipients) => sql.ExecuteAsync(
        """
        insert into notices (application_id, fact_id, suspension_id, rpps, council, recipient, due_on, withdrawal)
        values (@ApplicationId, @FactId, @SuspensionId, @Rpps, @Council, @recipient, @DueOn, @Withdrawal)
        """,
        recipients.Select(recipient => new
        {
            notice.ApplicationId,
            notice.FactId,
            notice.SuspensionId,
            notice.Rpps,
            notice.Council,
            recipient = recipient.ToString(),
            notice.DueOn,
            notice.Withdrawal,
        }).ToList());

    /// <summary>As the physician's last application told it; empty when none did.</summary>
    public static async Task<string> NationalityAsync(SqlSession sql, string rpps) => await sql.SingleOrDefaultAsync<string>(
        "select nationality from applications where rpps = @rpps and nationality <> '' order by received_on desc, id desc limit 1", new { rpps }) ?? "";

    public static Task<bool> MarkDecisionNotifiedAsync(SqlSession sql, string application, NotificationRecipient recipient, DateOnly notifiedOn) =>
        MarkNotifiedAsync(sql, "application_id", application, withdrawal: false, recipient, notifiedOn);

    /// <param name="withdrawal">The notice was of the withdrawal of the departure.</param>
    public static Task<bool> MarkDepartureNotifiedAsync(
        SqlSession sql, string fact, bool withdrawal, NotificationRecipient recipient, DateOnly notifiedOn) =>
        MarkNotifiedAsync(sql, "fact_id", fact, withdrawal, recipient, notifiedOn);

    /// <param name="lift">The notice was of the lift of the suspension.</param>
    public static Task<bool> MarkSuspensionNotifiedAsync(
        SqlSession sql, string suspension, bool lift, NotificationRecipient recipient, DateOnly notifiedOn) =>
        MarkNotifiedAsync(sql, "suspension_id", suspension, lift, recipient, notifiedOn);

    public static Task<IReadOnlyList<NoticeRow>> OfSuspensionsAsync(SqlSession sql, string rpps) => sql.QueryAsync<NoticeRow>(
        $"select {Columns} from notices n where n.suspension_id in (select s.id from suspensions s where s.rpps = @rpps)", new { rpps });

    public static Task<IReadOnlyList<NoticeRow>> OfDecisionAsync(SqlSession sql, string application) =>
        sql.QueryAsync<NoticeRow>($"select {Columns} from notices n where n.application_id = @application", new { application });

    public static Task<IReadOnlyList<NoticeRow>> OfDepartureAsync(SqlSession sql, string fact) =>
        sql.QueryAsync<NoticeRow>($"select {Columns} from notices n where n.fact_id = @fact", new { fact });

    public static Task<IReadOnlyList<NoticeRow>> OfDeparturesAsync(SqlSession sql, string rpps) => sql.QueryAsync<NoticeRow>(
        $"select {Columns} from notices n where n.fact_id in (select f.id from registration_facts f where f.rpps = @rpps)", new { rpps });

    /// <summary>Recipients notified of a departure or of the facts that it corrects.</summary>
    public static async Task<IReadOnlyList<NotificationRecipient>> NotifiedRecipientsAsync(SqlSession sql, string fact) =>
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

    /// <summary>In the order of the due days. A corrected fact owes no notice any more, except of its withdrawal.</summary>
    public static Task<IReadOnlyList<NoticeRow>> OwedPageAsync(
        SqlSession sql, RowScope scope, OwedFilter filter, NoticeCursor after, int limit) => sql.QueryAsync<NoticeRow>(
        $"""
        select {Columns}, coalesce(p.family_name, a.family_name, '') as family_name, coalesce(p.given_name, a.given_name, '') as given_name
        from notices n left join registration_facts f on f.id = n.fact_id
          left join physicians p on p.rpps = n.rpps left join applications a on a.id = n.application_id
        where n.notified_on is null and (n.withdrawal or {DatedTables.Facts.HoldsNow("f")}) and n.due_on <= @DueUntil
          and (@All or n.council = @Own) and (@InCouncil = '' or n.council = @InCouncil) and (@Suspensions or n.suspension_id is null)
          and (n.due_on, {About}, n.recipient) > (@DueOn, @About, @Recipient)
        order by n.due_on, {About}, n.recipient limit @limit
        """,
        new
        {
            scope.All,
            Own = scope.Council,
            InCouncil = filter.Council,
            filter.DueUntil,
            filter.Suspensions,
            after.DueOn,
            after.About,
            after.Recipient,
            limit,
        });

    /// <summary>False when the notice is not owed or was given before.</summary>
    private static async Task<bool> MarkNotifiedAsync(
        SqlSession sql, string column, string about, bool withdrawal, NotificationRecipient recipient, DateOnly notifiedOn) => await sql.ExecuteAsync(
        $"""
        update notices set notified_on = @notifiedOn
        where {column} = @about and recipient = @recipient and withdrawal = @withdrawal and notified_on is null
        """, new { about, recipient = recipient.ToString(), withdrawal, notifiedOn }) == 1;
}

/// <param name="Council">Empty for all in scope.</param>
/// <param name="DueUntil">Last due day.</param>
/// <param name="Suspensions">Notices of suspensions too: they tell that a suspension is no emergency, which the public register keeps to itself.</param>
internal sealed record OwedFilter(string Council, DateOnly DueUntil, bool Suspensions);
