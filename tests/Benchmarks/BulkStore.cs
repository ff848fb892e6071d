using System.Data.Common;
using Dapper;
using Npgsql;

namespace OrdreCouncils.Benchmarks;

/// <summary>A store that is filled by few large statements: no foreign keys are checked, and indexes are built when all rows are there.</summary>
internal static class BulkStore
{
    public static Task PrepareAsync(DbConnection connection) => connection.ExecuteAsync(connection is NpgsqlConnection
        ? "set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'"
        : "pragma journal_mode = delete; pragma synchronous = off; pragma cache_size = -1000000");

    /// <summary>Drops the indexes that no key needs. The result makes them again.</summary>
    public static async Task<IReadOnlyList<string>> DropIndexesAsync(DbConnection connection, params string[] tables)
    {
        var indexes = (await connection.QueryAsync<(string Name, string Definition)>(connection is NpgsqlConnection
            ? """
            select indexname, indexdef from pg_indexes where tablename = any(@tables) and not exists (
                select 1 from pg_constraint where conindid = cast(quote_ident(indexname) as regclass))
            """
            : "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in @tables", new { tables })).AsList();
        foreach (var (name, _) in indexes)
            await connection.ExecuteAsync($"drop index {name}");
        return [.. indexes.Select(index => index.Definition)];
    }

    /// <summary>As in a store in service. Otherwise PostgreSQL begins to vacuum the loaded tables by itself in the midst of a measurement.</summary>
    public static Task SettleAsync(DbConnection connection) => connection.ExecuteAsync(connection is NpgsqlConnection
        ? "vacuum (analyze)"
        : "analyze; pragma journal_mode = wal");
}
