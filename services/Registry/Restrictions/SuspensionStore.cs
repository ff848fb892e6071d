using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL of suspensions. Versions are added and superseded at most once. The grounds are in <see cref="GroundStore"/>.</summary>
internal static class SuspensionStore
{
    private const string Columns =
        """
        s.id, s.version, s.rpps, s.kind, s.part, s.effective_on, s.ends_on, s.lifted_on, s.renews, s.requested_on, s.decided_on,
        s.lift_ground, s.expertise_asked_on, s.expertise_on, s.training_proven_on, r.at as RecordedAt
        """;

    private static readonly string Current =
        $"suspensions s join register_revisions r on r.number = s.recorded_in where {DatedTables.Suspensions.HoldsNow("s")}";

    public static Task AddAsync(SqlSession sql, SuspensionRow row, long revision) => sql.ExecuteAsync(
        """
        insert into suspensions
            (id, version, rpps, kind, part, effective_on, ends_on, lifted_on, renews, requested_on, decided_on, lift_ground, expertise_asked_on,
             expertise_on, training_proven_on, recorded_in)
        values
            (@Id, @Version, @Rpps, @Kind, @Part, @EffectiveOn, @EndsOn, @LiftedOn, @Renews, @RequestedOn, @DecidedOn, @LiftGround, @ExpertiseAskedOn,
             @ExpertiseOn, @TrainingProvenOn, @revision)
        """,
        new
        {
            row.Id,
            row.Version,
            row.Rpps,
            row.Kind,
            row.Part,
            row.EffectiveOn,
            row.EndsOn,
            row.LiftedOn,
            row.Renews,
            row.RequestedOn,
            row.DecidedOn,
            row.LiftGround,
            row.ExpertiseAskedOn,
            row.ExpertiseOn,
            row.TrainingProvenOn,
            revision,
        });

    public static async Task<SuspensionRow> ReplaceAsync(SqlSession sql, SuspensionRow next, long revision)
    {
        await sql.ExecuteAsync(
            $"update suspensions set superseded_in = @revision where id = @Id and {DatedTables.Suspensions.HoldsNow()}", new { next.Id, revision });
        var version = next with { Version = next.Version + 1 };
        await AddAsync(sql, version, revision);
        return version;
    }

    public static Task<string?> RppsOfAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<string>($"select rpps from suspensions where id = @id and {DatedTables.Suspensions.HoldsNow()}", new { id });

    public static Task<RecordedSuspension?> GetAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<RecordedSuspension>(
        $"select {Columns} from {Current} and s.id = @id", new { id });

    public static async Task<bool> IsRenewedAsync(SqlSession sql, string id) =>
        await sql.ScalarAsync<long>("select count(*) from suspensions where renews = @id", new { id }) > 0;

    public static Task<IReadOnlyList<RecordedSuspension>> PageAsync(SqlSession sql, string rpps, string after, int limit) =>
        sql.QueryAsync<RecordedSuspension>(
            $"select {Columns} from {Current} and s.rpps = @rpps and s.id > @after order by s.id limit @limit", new { rpps, after, limit });
}

internal sealed record RecordedSuspension : SuspensionRow
{
    public DateTimeOffset RecordedAt { get; init; }
}
