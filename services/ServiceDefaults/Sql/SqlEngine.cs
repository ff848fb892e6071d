namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>The SQL engines a store runs on. One portable dialect serves both; where they must differ, see <see cref="Dialect"/>.</summary>
public enum SqlEngine
{
    /// <summary>The embedded default: one file, one writer at a time.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later: production.</summary>
    PostgreSql,
}
