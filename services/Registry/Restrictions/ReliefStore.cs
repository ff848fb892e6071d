using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL that reads radiations, and SQL of reliefs, which are added and superseded at most once.</summary>
internal static class ReliefStore
{
    private const string Columns =
        """
        f.id, f.restriction_id, f.rpps, f.decision, f.final_on, f.requested_on, f.decided_on,
        f.outcome, f.effective_on, r.at as RecordedAt, coalesce(f.superseded_by, '') as SupersededBy, s.at as SupersededAt
        """;

    private const string Joined =
        """
        reliefs f join register_revisions r on r.number = f.recorded_in left join register_revisions s on s.number = f.superseded_in
        """;

    public static Task AddAsync(SqlSession sql, ReliefRow row, long revision, string recordedBy) => sql.ExecuteAsync(
        """
        insert into reliefs
            (id, restriction_id, rpps, decision, final_on, requested_on, decided_on, outcome, effective_on, recorded_in, recorded_by)
        values
            (@Id, @RestrictionId, @Rpps, @Decision, @FinalOn, @RequestedOn, @DecidedOn, @Outcome, @EffectiveOn, @revision, @recordedBy)
        """,
        new
        {
            row.Id,
            row.RestrictionId,
            row.Rpps,
            row.Decision,
            row.FinalOn,
            row.RequestedOn,
            row.DecidedOn,
            row.Outcome,
            row.EffectiveOn,
            revision,
            recordedBy,
        });

    /// <summary>Null also when the restriction is not a radiation, or was withdrawn, or ended at a stay: what follows the stay is relieved.</summary>
    public static Task<RestrictionRow?> RadiationAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<RestrictionRow>(
        $"""
        select id, rpps, decision_id, kind, effective_on from restrictions
        where id = @id and kind = 'Radiation' and ends_on is null and {DatedTables.Restrictions.HoldsNow()}
        """, new { id });

    public static Task<IReadOnlyList<RestrictionRow>> RadiationsAsync(SqlSession sql, string rpps, string after, int limit) => sql.QueryAsync<RestrictionRow>(
        $"""
        select id, rpps, decision_id, kind, effective_on from restrictions
        where rpps = @rpps and kind = 'Radiation' and ends_on is null and {DatedTables.Restrictions.HoldsNow()} and id > @after order by id limit @limit
        """, new { rpps, after, limit });

    public static Task<IReadOnlyList<ReliefRow>> OfRadiationAsync(SqlSession sql, string restriction) => sql.QueryAsync<ReliefRow>(
        $"""
        select {Columns} from {Joined}
        where f.restriction_id = @restriction and {DatedTables.Reliefs.HoldsNow("f")} order by f.decided_on, f.recorded_in, f.id
        """, new { restriction });

    public static Task<IReadOnlyList<ReliefRow>> SupersededAsync(SqlSession sql, string restriction) => sql.QueryAsync<ReliefRow>(
        $"""
        select {Columns} from {Joined}
        where f.restriction_id = @restriction and {DatedTables.Reliefs.HasEnded("f")} order by f.recorded_in, f.id
        """, new { restriction });

    public static Task<ReliefRow?> GetAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<ReliefRow>(
        $"select {Columns} from {Joined} where f.id = @id", new { id });

    /// <summary>Call <see cref="ReplaceAsync"/> once the replacement is added: a unique index allows one granted relief that holds per radiation.</summary>
    public static Task SupersedeAsync(SqlSession sql, string id, long revision) => sql.ExecuteAsync(
        $"update reliefs set superseded_in = @revision where id = @id and {DatedTables.Reliefs.HoldsNow()}", new { id, revision });

    public static Task ReplaceAsync(SqlSession sql, string id, string by) => sql.ExecuteAsync(
        "update reliefs set superseded_by = @by where id = @id and superseded_by is null", new { id, by });
}

internal sealed record ReliefRow
{
    public string Id { get; init; } = "";
    public string RestrictionId { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Decision { get; init; } = "";
    public DateOnly FinalOn { get; init; }
    public DateOnly RequestedOn { get; init; }
    public DateOnly DecidedOn { get; init; }

    /// <summary>Name of a <see cref="Protos.Registry.V1.ReliefOutcome"/>.</summary>
    public string Outcome { get; init; } = "";
    public DateOnly? EffectiveOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public string SupersededBy { get; init; } = "";
    public DateTimeOffset? SupersededAt { get; init; }
}
