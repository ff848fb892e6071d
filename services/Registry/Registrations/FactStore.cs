using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Registrations;

/// <summary>SQL of registration facts. A row is added and superseded at most once, otherwise never changed.</summary>
internal static class FactStore
{
    private const string Columns =
        """
        f.id, f.rpps, f.kind, f.ground, f.council, f.effective_on, f.recorded_in, f.superseded_in,
        coalesce(f.superseded_by, '') as SupersededBy, r.at as RecordedAt, s.at as SupersededAt
        """;

    private const string Joined =
        """
        registration_facts f join register_revisions r on r.number = f.recorded_in left join register_revisions s on s.number = f.superseded_in
        """;

    public static Task AddAsync(SqlSession sql, FactRow row, string recordedBy) => sql.ExecuteAsync(
        """
        insert into registration_facts (id, rpps, kind, ground, council, effective_on, recorded_in, recorded_by)
        values (@Id, @Rpps, @Kind, @Ground, @Council, @EffectiveOn, @RecordedIn, @recordedBy)
        """, new { row.Id, row.Rpps, row.Kind, row.Ground, row.Council, row.EffectiveOn, row.RecordedIn, recordedBy });

    public static Task<string?> RppsOfAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<string>("select rpps from registration_facts where id = @id", new { id });

    public static Task<FactRow?> GetAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<FactRow>(
        $"select {Columns} from {Joined} where f.id = @id", new { id });

    /// <summary>Locks the fact, so that no other transaction corrects it.</summary>
    public static async Task<FactRow?> LockAsync(SqlSession sql, string id) =>
        await sql.SingleOrDefaultAsync<string>($"select id from registration_facts where id = @id{Dialect.ForUpdate(sql.Engine)}", new { id }) is null
            ? null : await GetAsync(sql, id);

    public static Task<IReadOnlyList<FactRow>> AllAsync(SqlSession sql, string rpps) => sql.QueryAsync<FactRow>(
        $"select {Columns} from {Joined} where f.rpps = @rpps order by f.effective_on, f.recorded_in, f.id", new { rpps });

    /// <param name="by">The fact that replaces it; null when it is withdrawn.</param>
    public static Task SupersedeAsync(SqlSession sql, string id, long revision, string? by) => sql.ExecuteAsync(
        $"update registration_facts set superseded_in = @revision, superseded_by = @by where id = @id and {DatedTables.Facts.HoldsNow()}",
        new { id, revision, by });
}
