namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>Every place where the two engines need different words.</summary>
public static class Dialect
{
    /// <summary>Locks the rows a SELECT returns until the transaction ends. SQLite's write transactions are alone already.</summary>
    public static string ForUpdate(SqlEngine engine) => engine == SqlEngine.PostgreSql ? " for update" : "";

    /// <summary>As <see cref="ForUpdate"/>, passing over rows that another transaction holds: for work queues.</summary>
    public static string ForUpdateSkipLocked(SqlEngine engine) =>
        engine == SqlEngine.PostgreSql ? " for update skip locked" : "";
}
