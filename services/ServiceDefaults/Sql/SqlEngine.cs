namespace OrdreCouncils.ServiceDefaults.Sql;

public enum SqlEngine
{
    /// <summary>The embedded default: one file, one writer at a time.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later: production.</summary>
    PostgreSql,
}
