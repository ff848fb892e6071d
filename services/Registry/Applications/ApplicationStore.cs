using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Applications;

internal static class ApplicationStore
{
    private const string Columns =
        """
        id, rpps, council, ground, title, civility, family_name, given_name, received_on,
        complete_on, due_on, rapporteur, rapporteur_on, expertise_on, authority,
        asked_on, answered_on, outcome, decided_on,
        signed_by, withdrawn_on, withdrawal_notified_on,
        withdrawal_council_notified_on, acknowledged_on, asked_documents, asked_further,
        nationality, enquiry_on, enquiry_told_on, summoned_on, meeting_on, diploma_on, withdrawal_ground, state, version,
        (select b.born_on from application_births b where b.application_id = application_overview.id) as BornOn
        """;

    private const string WithinReach = "(@All or council = @Council)";

    /// <summary>False while another application of the physician is open.</summary>
    public static async Task<bool> AddAsync(SqlSession sql, ApplicationRow row, string submittedBy, DateTimeOffset submittedAt) => await sql.ExecuteAsync(
        """
        insert into applications
            (id, rpps, council, ground, title, civility, family_name, given_name, received_on, diploma_on, nationality, rapporteur, authority, outcome,
             refusal_ground, training, signed_by, submitted_by, submitted_at, version)
        values
            (@Id, @Rpps, @Council, @Ground, @Title, @Civility, @FamilyName, @GivenName, @ReceivedOn, @DiplomaOn, @Nationality, '', '', '', '', '', '',
             @submittedBy, @submittedAt, 1)
        on conflict (rpps) where outcome = '' do nothing
        """,
        new
        {
            row.Id,
            row.Rpps,
            row.Council,
            row.Ground,
            row.Title,
            row.Civility,
            row.FamilyName,
            row.GivenName,
            row.ReceivedOn,
            row.DiplomaOn,
            row.Nationality,
            submittedBy,
            submittedAt,
        }) == 1;

    /// <summary>Kept in a table apart: the birth date belongs to the council's file, never to the public register.</summary>
    public static Task AddBirthAsync(SqlSession sql, string id, DateOnly bornOn) =>
        sql.ExecuteAsync("insert into application_births (application_id, born_on) values (@id, @bornOn)", new { id, bornOn });

    /// <summary>Locks the application until the transaction ends and raises its version; null when absent or out of scope.</summary>
    public static async Task<ApplicationRow?> LockAsync(SqlSession sql, string id, RowScope scope) =>
        await sql.ExecuteAsync($"update applications set version = version + 1 where id = @id and {WithinReach}", Reach(id, scope)) == 1
            ? await GetAsync(sql, id, scope)
            : null;

    public static Task<ApplicationRow?> GetAsync(SqlSession sql, string id, RowScope scope) => sql.SingleOrDefaultAsync<ApplicationRow>(
        $"select {Columns} from application_overview where id = @id and {WithinReach}", Reach(id, scope));

    public static Task UpdateAsync(SqlSession sql, ApplicationRow row) => sql.ExecuteAsync(
        """
        update applications
        set complete_on = @CompleteOn, due_on = @DueOn, rapporteur = @Rapporteur, rapporteur_on = @RapporteurOn, expertise_on = @ExpertiseOn,
            outcome = @Outcome, decided_on = @DecidedOn,
            acknowledged_on = @AcknowledgedOn, asked_documents = @AskedDocuments, asked_further = @AskedFurther, nationality = @Nationality,
            enquiry_on = @EnquiryOn, enquiry_told_on = @EnquiryToldOn, summoned_on = @SummonedOn, meeting_on = @MeetingOn,
            diploma_on = @DiplomaOn, signed_by = @SignedBy
        where id = @Id
        """,
        new
        {
            row.Id,
            row.CompleteOn,
            row.DueOn,
            row.Rapporteur,
            row.RapporteurOn,
            row.ExpertiseOn,
            row.AcknowledgedOn,
            row.AskedDocuments,
            row.AskedFurther,
            row.Nationality,
            row.EnquiryOn,
            row.EnquiryToldOn,
            row.SummonedOn,
            row.MeetingOn,
            row.DiplomaOn,
            row.Outcome,
            row.DecidedOn,
            row.SignedBy,
        });

    public static Task WithdrawAsync(SqlSession sql, ApplicationRow row) => sql.ExecuteAsync(
        """
        update applications
        set withdrawn_on = @WithdrawnOn, withdrawal_ground = @WithdrawalGround, withdrawal_notified_on = @WithdrawalNotifiedOn, withdrawal_council_notified_on = @WithdrawalCouncilNotifiedOn
        where id = @Id
        """, new { row.Id, row.WithdrawnOn, row.WithdrawalGround, row.WithdrawalNotifiedOn, row.WithdrawalCouncilNotifiedOn });

    public static Task<IReadOnlyList<ApplicationRow>> PageAsync(SqlSession sql, ApplicationFilter filter, RowScope scope, DueCursor place, int limit) =>
        sql.QueryAsync<ApplicationRow>(
            $"""
            select {Columns} from application_overview
            where {(filter.ByDue ? "outcome = '' and due_on >= @Day and (due_on > @Day or id > @Id)" : "id < @Id")} and {WithinReach}
            {(filter.State == ApplicationState.Unspecified ? "" : "and state = @state")}
            {(filter.Council.Length == 0 ? "" : "and council = @inCouncil")}
            {(filter.DueUntil is null ? "" : "and outcome = '' and due_on <= @dueUntil")}
            order by {(filter.ByDue ? "due_on, id" : "id desc")} limit @limit
            """,
            new
            {
                place.Day,
                place.Id,
                limit,
                scope.All,
                Council = scope.CouncilParameter,
                state = filter.State.ToString(),
                inCouncil = filter.Council,
                dueUntil = filter.DueUntil ?? DateOnly.MinValue,
            });

    public static Task<bool> HasOpenAsync(SqlSession sql, string rpps) =>
        sql.ScalarAsync<bool>("select exists (select 1 from applications where rpps = @rpps and outcome = '')", new { rpps });

    public static Task<IReadOnlyList<ApplicationRow>> OverdueAsync(SqlSession sql, DateOnly today, int limit) => sql.QueryAsync<ApplicationRow>(
        $"select {Columns} from application_overview where outcome = '' and due_on < @today order by due_on, id limit @limit", new { today, limit });

    /// <summary>Open applications with a recorded question to an authority of another State, whose time to decide it may still extend.</summary>
    public static Task<IReadOnlyList<ApplicationRow>> WithQuestionAsync(SqlSession sql) => sql.QueryAsync<ApplicationRow>(
        $"select {Columns} from application_overview where outcome = '' and asked_on is not null and due_on is not null", new { });

    public static Task AddQualificationsAsync(SqlSession sql, string id, IEnumerable<QualificationFact> qualifications) => sql.ExecuteAsync(
        "insert into application_qualifications (application_id, kind, code, label, recognised_on) values (@id, @Kind, @Code, @Label, @RecognisedOn)",
        qualifications.Select(fact => new { id, fact.Kind, fact.Code, fact.Label, fact.RecognisedOn }).ToList());

    public static async Task<IReadOnlyList<QualificationFact>> QualificationsAsync(SqlSession sql, string id) =>
        [.. (await sql.QueryAsync<QualificationRow>(
            "select kind, code, label, recognised_on from application_qualifications where application_id = @id order by kind desc, code", new { id }))
            .Select(row => new QualificationFact(row.Kind, row.Code, row.Label) { RecognisedOn = row.RecognisedOn })];

    /// <summary>A document received twice keeps its first day.</summary>
    public static Task AddDocumentsAsync(SqlSession sql, string id, IEnumerable<ApplicationDocument> documents, DateOnly receivedOn) => sql.ExecuteAsync(
        """
        insert into application_documents (application_id, document, received_on) values (@id, @document, @receivedOn)
        on conflict (application_id, document) do nothing
        """, documents.Select(document => new { id, document = document.ToString(), receivedOn }).ToList());

    public static Task<IReadOnlyList<DocumentRow>> DocumentsAsync(SqlSession sql, string id) => sql.QueryAsync<DocumentRow>(
        "select document, received_on from application_documents where application_id = @id", new { id });

    private static object Reach(string id, RowScope scope) => new { id, scope.All, Council = scope.CouncilParameter };
}

internal sealed record ApplicationFilter(ApplicationState State, string Council, DateOnly? DueUntil, bool ByDue);
