using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Imports;

/// <summary>On SQLite, a file that fills an empty register is written without secondary indexes, which are built at its end: a sorted build takes seconds,
/// while updating them in name order would rewrite most of their pages with every batch. Reads meanwhile are correct but slower. The definitions wait in a
/// table, written in the same transaction that drops or builds the index, so that no crash loses one. PostgreSQL keeps its indexes: dropping one there would
/// block every reader.</summary>
internal sealed class DeferredIndexes(Database database) : IHostedService
{
    /// <summary>Drops the indexes when the register is empty; builds missing ones when it is not.</summary>
    public Task<bool> BeforeImportAsync(CancellationToken cancellation) => OnSqlite(async sql =>
        await sql.ScalarAsync<bool>("select exists (select 1 from physicians)") ? await BuildAsync(sql) : await SetAsideAsync(sql), cancellation);

    /// <summary>Call it however the import ended.</summary>
    public Task<bool> AfterImportAsync() => OnSqlite(BuildAsync, CancellationToken.None);

    /// <summary>Builds what a crash during a first import left missing.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => OnSqlite(BuildAsync, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<bool> OnSqlite(Func<SqlSession, Task<bool>> write, CancellationToken cancellation) =>
        database.Engine == SqlEngine.Sqlite ? database.WriteAsync(write, cancellation) : Task.FromResult(false);

    private static async Task<bool> SetAsideAsync(SqlSession sql)
    {
        await sql.ExecuteAsync(
            """
            insert into indexes_set_aside (name, definition)
            select name, sql from sqlite_master
            where type = 'index' and sql is not null and tbl_name in ('physicians', 'qualifications', 'activities')
            """);
        foreach (var name in await sql.QueryAsync<string>("select name from indexes_set_aside"))
            await sql.ExecuteAsync($"drop index if exists {name}");
        return true;
    }

    private static async Task<bool> BuildAsync(SqlSession sql)
    {
        var definitions = await sql.QueryAsync<string>("select definition from indexes_set_aside order by name");
        if (definitions.Count == 0)
            return false;
        SqliteLoad.Prepare(sql);
        foreach (var definition in definitions)
            await sql.ExecuteAsync(definition);
        await sql.ExecuteAsync("delete from indexes_set_aside");
        return true;
    }
}
