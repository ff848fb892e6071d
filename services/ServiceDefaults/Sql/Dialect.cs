namespace OrdreCouncils.ServiceDefaults.Sql;

public static class Dialect
{
    /// <summary>Locks selected rows. On SQLite a write transaction is alone already.</summary>
    public static string ForUpdate(SqlEngine engine) => engine == SqlEngine.PostgreSql ? " for update" : "";

    public static string ForUpdateSkipLocked(SqlEngine engine) =>
        engine == SqlEngine.PostgreSql ? " for update skip locked" : "";
}
