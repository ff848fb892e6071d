using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>Configuration section <c>Database</c>: where a service keeps its rows.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> or <c>PostgreSql</c>.</summary>
    public SqlEngine Engine { get; set; } = SqlEngine.Sqlite;

    /// <summary>ADO.NET connection string of that engine. For SQLite <c>Data Source=FILE</c>.</summary>
    [Required(ErrorMessage = "Database:ConnectionString is missing. Write 'Data Source=FILE' (Sqlite) or 'Host=…;Database=…' (PostgreSql).")]
    public string ConnectionString { get; set; } = "";
}
