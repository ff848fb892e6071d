using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>SQL of procedures on the fitness to practise. <see cref="FitnessContentStore"/> has what is sealed of them.</summary>
internal static class FitnessStore
{
    private const string Columns =
        """
        id, rpps, council, region, seised_by, received_on, emergency_id, holder, passed_on, on_appeal, state, closed_on, suspension_id, ruling_due_on, due_on,
        version
        """;

    /// <summary>The regional formation goes on seeing what passed to the national one, which sees what it has.</summary>
    private const string WithinReach = "((@All and holder = 'National') or region = @Region)";

    /// <summary>False while another procedure follows the same emergency suspension.</summary>
    public static async Task<bool> AddAsync(SqlSession sql, ProcedureRow row, string openedBy, DateTimeOffset at) => await sql.ExecuteAsync(
        """
        insert into fitness_procedures
            (id, rpps, council, region, seised_by, received_on, emergency_id, holder, state, ruling_due_on, due_on, opened_by, opened_at, version)
        values (@Id, @Rpps, @Council, @Region, @SeisedBy, @ReceivedOn, @EmergencyId, 'Regional', 'Open', @RulingDueOn, @DueOn, @openedBy, @at, 1)
        on conflict (emergency_id) where emergency_id is not null and state <> 'Closed' do nothing
        """,
        new
        {
            row.Id,
            row.Rpps,
            row.Council,
            row.Region,
            row.SeisedBy,
            row.ReceivedOn,
            row.EmergencyId,
            row.RulingDueOn,
            row.DueOn,
            openedBy,
            at,
        }) == 1;

    public static Task<ProcedureRow?> GetAsync(SqlSession sql, string id, RowScope scope) => sql.SingleOrDefaultAsync<ProcedureRow>(
        $"select {Columns} from fitness_procedures where id = @id and {WithinReach}", Reach(id, scope));

    /// <summary>For the national formation, which takes an appeal against a ruling of the regional one.</summary>
    public static Task<ProcedureRow?> GetAnyAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<ProcedureRow>(
        $"select {Columns} from fitness_procedures where id = @id", new { id });

    /// <summary>Locks the procedure until the transaction ends and raises its version; null when absent or out of reach.</summary>
    public static async Task<ProcedureRow?> LockAsync(SqlSession sql, string id, RowScope scope) =>
        await sql.ExecuteAsync($"update fitness_procedures set version = version + 1 where id = @id and {WithinReach}", Reach(id, scope)) == 1
            ? await GetAsync(sql, id, scope)
            : null;

    public static async Task<ProcedureRow?> LockAnyAsync(SqlSession sql, string id) =>
        await sql.ExecuteAsync("update fitness_procedures set version = version + 1 where id = @id", new { id }) == 1 ? await GetAnyAsync(sql, id) : null;

    public static Task UpdateAsync(SqlSession sql, ProcedureRow row) => sql.ExecuteAsync(
        """
        update fitness_procedures
        set holder = @Holder, passed_on = @PassedOn, on_appeal = @OnAppeal, state = @State, closed_on = @ClosedOn, suspension_id = @SuspensionId,
            due_on = @DueOn
        where id = @Id
        """,
        new { row.Id, row.Holder, row.PassedOn, row.OnAppeal, row.State, row.ClosedOn, row.SuspensionId, row.DueOn });

    public static async Task<FitnessFile> FileAsync(SqlSession sql, ProcedureRow row) => (await FilesAsync(sql, [row]))[0];

    public static async Task<IReadOnlyList<FitnessFile>> FilesAsync(SqlSession sql, IReadOnlyList<ProcedureRow> rows)
    {
        var listed = TextList.Condition(sql.Engine, "procedure_id");
        var of = new { list = TextList.Value(sql.Engine, rows.Select(row => row.Id)) };
        var experts = (await sql.QueryAsync<ExpertRow>(
            $"select procedure_id, place, named_on, by_court from fitness_experts where {listed} order by place", of)).ToLookup(expert => expert.ProcedureId);
        var reports = (await sql.QueryAsync<ReportRow>(
            $"select procedure_id, number, received_on from fitness_reports where {listed} order by number", of)).ToLookup(report => report.ProcedureId);
        // 'Regional' sorts after 'National'.
        var sessions = (await sql.QueryAsync<SessionRow>(
            $"select procedure_id, level, session_on, summoned_on from fitness_sessions where {listed} order by level desc", of))
            .ToLookup(session => session.ProcedureId);
        var rulings = (await sql.QueryAsync<RulingRow>(
            $"select procedure_id, level, decided_on, members_present, suspends from fitness_rulings where {listed} order by level desc", of))
            .ToLookup(ruling => ruling.ProcedureId);
        return [.. rows.Select(row => new FitnessFile(row, [.. experts[row.Id]], [.. reports[row.Id]], [.. sessions[row.Id]], [.. rulings[row.Id]]))];
    }

    /// <summary>Open procedures that the formation has.</summary>
    public static Task<IReadOnlyList<ProcedureRow>> PageAsync(SqlSession sql, RowScope scope, DateOnly dueUntil, FitnessCursor after, int limit) =>
        sql.QueryAsync<ProcedureRow>(
            $"""
            select {Columns} from fitness_procedures
            where state = 'Open' and ((@All and holder = 'National') or (region = @Region and holder = 'Regional'))
              and due_on <= @dueUntil and (due_on, id) > (@DueOn, @Id)
            order by due_on, id limit @limit
            """, new { scope.All, Region = scope.RegionParameter, dueUntil, after.DueOn, after.Id, limit });

    /// <summary>Open procedures whose regional formation had until a day before this one.</summary>
    public static Task<IReadOnlyList<string>> OverdueAsync(SqlSession sql, DateOnly today, int limit) => sql.QueryAsync<string>(
        "select id from fitness_procedures where state = 'Open' and holder = 'Regional' and ruling_due_on < @today order by ruling_due_on, id limit @limit",
        new { today, limit });

    /// <summary>Open procedures of physicians of whom a death is recorded, under their number or the one that it is merged into.</summary>
    public static Task<IReadOnlyList<string>> OfDeceasedAsync(SqlSession sql, int limit) => sql.QueryAsync<string>(
        $"""
        select p.id from fitness_procedures p
        where p.state = 'Open' and exists (
            select 1 from registration_facts f
            where f.ground = 'Death' and {DatedTables.Facts.HoldsNow("f")}
              and (f.rpps = p.rpps or f.rpps in (select m.kept from merges m where m.rpps = p.rpps and {DatedTables.Merges.HoldsNow("m")})))
        order by p.id limit @limit
        """, new { limit });

    public static Task PutExpertAsync(SqlSession sql, ExpertRow row) => sql.ExecuteAsync(
        """
        insert into fitness_experts (procedure_id, place, named_on, by_court) values (@ProcedureId, @Place, @NamedOn, @ByCourt)
        on conflict (procedure_id, place) do update set named_on = excluded.named_on, by_court = excluded.by_court
        """, new { row.ProcedureId, row.Place, row.NamedOn, row.ByCourt });

    public static Task AddReportAsync(SqlSession sql, ReportRow row) => sql.ExecuteAsync(
        "insert into fitness_reports (procedure_id, number, received_on) values (@ProcedureId, @Number, @ReceivedOn)",
        new { row.ProcedureId, row.Number, row.ReceivedOn });

    public static Task PutSessionAsync(SqlSession sql, SessionRow row) => sql.ExecuteAsync(
        """
        insert into fitness_sessions (procedure_id, level, session_on, summoned_on) values (@ProcedureId, @Level, @SessionOn, @SummonedOn)
        on conflict (procedure_id, level) do update set session_on = excluded.session_on, summoned_on = excluded.summoned_on
        """, new { row.ProcedureId, row.Level, row.SessionOn, row.SummonedOn });

    public static Task AddRulingAsync(SqlSession sql, RulingRow row) => sql.ExecuteAsync(
        """
        insert into fitness_rulings (procedure_id, level, decided_on, members_present, suspends)
        values (@ProcedureId, @Level, @DecidedOn, @MembersPresent, @Suspends)
        """, new { row.ProcedureId, row.Level, row.DecidedOn, row.MembersPresent, row.Suspends });

    /// <summary>False when this appellant has appealed before.</summary>
    public static async Task<bool> AddAppealAsync(SqlSession sql, string procedureId, string appellant, DateOnly lodgedOn) => await sql.ExecuteAsync(
        """
        insert into fitness_appeals (procedure_id, appellant, lodged_on) values (@procedureId, @appellant, @lodgedOn)
        on conflict (procedure_id, appellant) do nothing
        """, new { procedureId, appellant, lodgedOn }) == 1;

    private static object Reach(string id, RowScope scope) => new { id, scope.All, Region = scope.RegionParameter };
}
