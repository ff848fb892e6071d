using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL of what is sealed of suspensions. No other code touches their table.</summary>
internal static class GroundStore
{
    private const string Columns = "suspension_id, sealed as Ground, terms, lift, course";

    public static Task AddAsync(SqlSession sql, SealedSuspension held) => sql.ExecuteAsync(
        "insert into suspension_grounds (suspension_id, sealed, terms) values (@SuspensionId, @Ground, @Terms)",
        new { held.SuspensionId, held.Ground, held.Terms });

    public static Task LiftAsync(SqlSession sql, string suspensionId, byte[] lift) =>
        sql.ExecuteAsync("update suspension_grounds set lift = @lift where suspension_id = @suspensionId", new { suspensionId, lift });

    public static Task FollowAsync(SqlSession sql, string suspensionId, byte[] course) =>
        sql.ExecuteAsync("update suspension_grounds set course = @course where suspension_id = @suspensionId", new { suspensionId, course });

    public static Task<SealedSuspension?> GetAsync(SqlSession sql, string suspensionId) => sql.SingleOrDefaultAsync<SealedSuspension>(
        $"select {Columns} from suspension_grounds where suspension_id = @suspensionId", new { suspensionId });

    public static Task<IReadOnlyList<SealedSuspension>> AllAsync(SqlSession sql, string rpps) => sql.QueryAsync<SealedSuspension>(
        $"select {Columns} from suspension_grounds where suspension_id in (select s.id from suspensions s where s.rpps = @rpps)", new { rpps });

    public static Task ReplaceAsync(SqlSession sql, SealedSuspension held) => sql.ExecuteAsync(
        "update suspension_grounds set sealed = @Ground, terms = @Terms, lift = @Lift where suspension_id = @SuspensionId",
        new { held.SuspensionId, held.Ground, held.Terms, held.Lift });
}

internal sealed record SealedSuspension
{
    public string SuspensionId { get; init; } = "";
    public byte[] Ground { get; init; } = [];

    /// <summary>Null in a row of an earlier release until it is sealed.</summary>
    public byte[]? Terms { get; init; }
    public byte[]? Lift { get; init; }

    /// <summary>Null until a seisin or a hearing after an emergency suspension is recorded.</summary>
    public byte[]? Course { get; init; }
}
