using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL of suspensions. Versions are added and superseded at most once. The rows are coded: <see cref="GroundStore"/> has what tells their kinds.</summary>
internal static class SuspensionStore
{
    private const string Columns =
        """
        s.id, s.version, s.rpps, s.kind, s.part, s.effective_on, s.ends_on, s.lifted_on, s.renews, s.requested_on, s.decided_on,
        s.lift_ground, s.expertise_asked_on, s.expertise_on, s.training_proven_on, r.at as RecordedAt
        """;

    private static readonly string Current =
        $"suspensions s join register_revisions r on r.number = s.recorded_in where {DatedTables.Suspensions.HoldsNow("s")}";

    /// <param name="sql">A write transaction.</param>
    /// <param name="row">Stored coded: what tells the kind is in <see cref="GroundStore"/>, sealed.</param>
    /// <param name="revision">Of the change.</param>
    public static Task AddAsync(SqlSession sql, SuspensionRow row, long revision)
    {
        var coded = SuspensionVault.Coded(row);
        return sql.ExecuteAsync(
            """
            insert into suspensions (id, version, rpps, kind, part, effective_on, ends_on, lifted_on, renews, decided_on, recorded_in)
            values (@Id, @Version, @Rpps, @Kind, @Part, @EffectiveOn, @EndsOn, @LiftedOn, @Renews, @DecidedOn, @revision)
            """,
            new
            {
                coded.Id,
                coded.Version,
                coded.Rpps,
                coded.Kind,
                coded.Part,
                coded.EffectiveOn,
                coded.EndsOn,
                coded.LiftedOn,
                coded.Renews,
                coded.DecidedOn,
                revision,
            });
    }

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

    /// <summary>Suspensions that an earlier release recorded in plain words.</summary>
    public static Task<IReadOnlyList<string>> UnsealedAsync(SqlSession sql, int limit) => sql.QueryAsync<string>(
        """
        select g.suspension_id from suspension_grounds g where g.terms is null
        union
        select s.id from suspensions s where s.kind in ('Infirmity', 'Insufficiency') or s.requested_on is not null or s.lift_ground <> ''
        order by 1 limit @limit
        """, new { limit });

    /// <summary>Every version.</summary>
    public static Task<IReadOnlyList<SuspensionRow>> VersionsAsync(SqlSession sql, string id) => sql.QueryAsync<SuspensionRow>(
        """
        select id, version, rpps, kind, part, effective_on, ends_on, lifted_on, renews, requested_on, decided_on, lift_ground, expertise_asked_on,
               expertise_on, training_proven_on
        from suspensions where id = @id order by version
        """, new { id });

    /// <summary>Replaces the plain words of a version.</summary>
    public static Task CodeAsync(SqlSession sql, SuspensionRow row)
    {
        var coded = SuspensionVault.Coded(row);
        return sql.ExecuteAsync(
            """
            update suspensions
            set kind = @Kind, part = @Part, requested_on = null, lift_ground = '', expertise_asked_on = null, expertise_on = null, training_proven_on = null
            where id = @Id and version = @Version
            """, new { coded.Id, coded.Version, coded.Kind, coded.Part });
    }

    public static Task<IReadOnlyList<RecordedSuspension>> PageAsync(SqlSession sql, string rpps, string after, int limit) =>
        sql.QueryAsync<RecordedSuspension>(
            $"select {Columns} from {Current} and s.rpps = @rpps and s.id > @after order by s.id limit @limit", new { rpps, after, limit });
}

internal sealed record RecordedSuspension : SuspensionRow
{
    public DateTimeOffset RecordedAt { get; init; }
}
