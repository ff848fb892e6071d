using Npgsql;

namespace OrdreCouncils.Local;

/// <summary>One store per service, created when absent: a SQLite file or a PostgreSQL database.</summary>
internal static class LocalStores
{
    private static readonly string[] Services = ["registry", "discipline", "mutual-aid", "communiques", "console-ordre", "console-entraide"];

    public static async Task<Dictionary<string, string?>> SettingsAsync(LocalOptions options, string service)
    {
        if (options.Postgres.Length == 0)
        {
            Directory.CreateDirectory(options.DataFolder);
            return new Dictionary<string, string?>
            {
                ["Database:Engine"] = "Sqlite",
                ["Database:ConnectionString"] = $"Data Source={Path.Combine(options.DataFolder, service + ".db")}",
            };
        }

        var database = new NpgsqlConnectionStringBuilder(options.Postgres) { Database = options.DatabasePrefix + service.Replace('-', '_') };
        await CreateAsync(options.Postgres, database.Database);
        return new Dictionary<string, string?>
        {
            ["Database:Engine"] = "PostgreSql",
            ["Database:ConnectionString"] = database.ToString(),
        };
    }

    /// <summary>Drops the databases of earlier runs whose names have this prefix.</summary>
    public static async Task DropAsync(string server, string prefix)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }.ToString());
        await connection.OpenAsync();
        foreach (var service in Services)
        {
            await using var drop = new NpgsqlCommand($"drop database if exists {prefix}{service.Replace('-', '_')} with (force)", connection);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private static async Task CreateAsync(string server, string database)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }.ToString());
        await connection.OpenAsync();
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = @database", connection);
        exists.Parameters.AddWithValue("database", database);
        if (await exists.ExecuteScalarAsync() is not null)
            return;
        // Concatenation is safe here: the name is built from constants of this class and from LocalOptions.
        await using var create = new NpgsqlCommand($"create database {database}", connection);
        await create.ExecuteNonQueryAsync();
    }
}
