using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>SQL of what is sealed of procedures.</summary>
internal static class FitnessContentStore
{
    public static Task PutAsync(SqlSession sql, params IEnumerable<ContentRow> rows) => sql.ExecuteAsync(
        """
        insert into fitness_contents (procedure_id, topic, number, sealed) values (@ProcedureId, @Topic, @Number, @Sealed)
        on conflict (procedure_id, topic, number) do update set sealed = excluded.sealed
        """, rows.Select(row => new { row.ProcedureId, row.Topic, row.Number, row.Sealed }).ToList());

    public static Task<IReadOnlyList<ContentRow>> AllAsync(SqlSession sql, string procedureId) => sql.QueryAsync<ContentRow>(
        "select procedure_id, topic, number, sealed from fitness_contents where procedure_id = @procedureId order by topic, number", new { procedureId });
}
