using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Sql;

public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public SqlEngine Engine { get; set; } = SqlEngine.Sqlite;

    [Required(ErrorMessage = "Database:ConnectionString is missing. Write 'Data Source=FILE' (Sqlite) or 'Host=…;Database=…' (PostgreSql).")]
    public string ConnectionString { get; set; } = "";

    /// <summary>File with the password of PostgreSQL, read again while the process runs; the connection string then has none.</summary>
    public string PasswordFile { get; set; } = "";
}
