using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL of the sealed grounds. No other code touches their table.</summary>
internal static class GroundStore
{
    public static Task AddAsync(SqlSession sql, string suspensionId, byte[] sealedGround) => sql.ExecuteAsync(
        "insert into suspension_grounds (suspension_id, sealed) values (@suspensionId, @sealedGround)", new { suspensionId, sealedGround });

    public static Task<byte[]?> GetAsync(SqlSession sql, string suspensionId) => sql.SingleOrDefaultAsync<byte[]>(
        "select sealed from suspension_grounds where suspension_id = @suspensionId", new { suspensionId });
}
