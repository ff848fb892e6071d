using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>SQL of a chamber's register, rapporteurs and closures; the other part has memoranda and orders. Rows are added, never changed.</summary>
internal static partial class InstructionStore
{
    private const string OfInstance = "where case_id = @caseId and level = @level";

    /// <summary>The next number of a chamber in a year. Another clerk's call waits until this transaction ends.</summary>
    public static Task<int> NextNumberAsync(SqlSession sql, string chamber, int year) => sql.ScalarAsync<int>(
        """
        insert into chamber_numbers (chamber, year, last) values (@chamber, @year, 1)
        on conflict (chamber, year) do update set last = chamber_numbers.last + 1
        returning last
        """, new { chamber, year });

    public static Task AddRegistrationAsync(SqlSession sql, string caseId, InstanceLevel level, RegistrationRow row, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        """
        insert into chamber_registrations (case_id, level, chamber, year, number, registered_on, urgent, recorded_by, recorded_at)
        values (@caseId, @level, @Chamber, @Year, @Number, @RegisteredOn, @Urgent, @by, @at)
        """, new { caseId, level = level.ToString(), row.Chamber, row.Year, row.Number, row.RegisteredOn, row.Urgent, by, at });

    public static Task<RegistrationRow?> RegistrationAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.SingleOrDefaultAsync<RegistrationRow>(
        $"select chamber, year, number, registered_on, urgent from chamber_registrations {OfInstance}", new { caseId, level = level.ToString() });

    /// <summary>By the chamber that received the case. The registration of the chamber before is in <c>transfers</c>.</summary>
    public static Task ReplaceRegistrationAsync(SqlSession sql, string caseId, InstanceLevel level, RegistrationRow row, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        $"""
        update chamber_registrations set chamber = @Chamber, year = @Year, number = @Number, registered_on = @RegisteredOn, urgent = @Urgent,
          recorded_by = @by, recorded_at = @at
        {OfInstance}
        """, new { caseId, level = level.ToString(), row.Chamber, row.Year, row.Number, row.RegisteredOn, row.Urgent, by, at });

    /// <summary>The last transfer of a case between first-instance chambers; null without one.</summary>
    public static Task<ReceivedCase?> TransferAsync(SqlSession sql, string caseId) => sql.SingleOrDefaultAsync<ReceivedCase>(
        "select ground, ordered_on, rapporteurs from transfers where case_id = @caseId order by number desc limit 1", new { caseId });

    public static Task AddClosureAsync(SqlSession sql, string caseId, InstanceLevel level, ClosureRow row, string by, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into closures (case_id, level, number, ordered_on, sent_on, closes_on, recorded_by, recorded_at)
        values (@caseId, @level, @Number, @OrderedOn, @SentOn, @ClosesOn, @by, @at)
        """, new { caseId, level = level.ToString(), row.Number, row.OrderedOn, row.SentOn, row.ClosesOn, by, at });

    public static Task AddReopeningAsync(SqlSession sql, string caseId, InstanceLevel level, int number, DateOnly reopenedOn, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        """
        insert into reopenings (case_id, level, number, reopened_on, recorded_by, recorded_at) values (@caseId, @level, @number, @reopenedOn, @by, @at)
        """, new { caseId, level = level.ToString(), number, reopenedOn, by, at });

    /// <summary>Closures, oldest first.</summary>
    public static Task<IReadOnlyList<ClosureRow>> ClosuresAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.QueryAsync<ClosureRow>(
        """
        select c.number, c.ordered_on, c.sent_on, c.closes_on, r.reopened_on
        from closures c
        left join reopenings r on r.case_id = c.case_id and r.level = c.level and r.number = c.number
        where c.case_id = @caseId and c.level = @level order by c.number
        """, new { caseId, level = level.ToString() });

    public static Task AddRapporteurAsync(
        SqlSession sql, string caseId, InstanceLevel level, int number, NewRapporteur rapporteur, string by, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into rapporteurs (case_id, level, number, name, council, appointed_on, recorded_by, recorded_at)
        values (@caseId, @level, @number, @Name, @Council, @AppointedOn, @by, @at)
        """,
        new { caseId, level = level.ToString(), number, rapporteur.Name, rapporteur.Council, rapporteur.AppointedOn, by, at });

    /// <summary>Appointments, oldest first.</summary>
    public static Task<IReadOnlyList<NewRapporteur>> RapporteursAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.QueryAsync<NewRapporteur>(
        $"select name, council, appointed_on from rapporteurs {OfInstance} order by number", new { caseId, level = level.ToString() });
}
