using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Imports;

/// <summary>
/// On SQLite, the file that fills an empty register does so without the indexes beside each table's key, which are built when it has ended: a sorted
/// build of each costs seconds, keeping them up person by person, in the order of names, would rewrite most of their pages with every batch. Whoever
/// asks meanwhile gets the same answers more slowly. The definitions wait in a table, set aside and brought back in the transaction that drops or builds
/// the index, so that no crash can lose one. On PostgreSQL nothing is set aside: dropping an index there would lock out every reader.
/// </summary>
internal sealed class DeferredIndexes(Database database) : IHostedService
{
    /// <summary>Before an import: sets the indexes aside when the register is empty, builds what is missing when it is not.</summary>
    public Task<bool> BeforeImportAsync(CancellationToken cancellation) => OnSqlite(async sql =>
        await sql.ScalarAsync<bool>("select exists (select 1 from physicians)") ? await BuildAsync(sql) : await SetAsideAsync(sql), cancellation);

    /// <summary>When an import has ended, however it did.</summary>
    public Task<bool> AfterImportAsync() => OnSqlite(BuildAsync, CancellationToken.None);

    /// <summary>At the start of the service, after the migrations: what a crash in the middle of a first import left to do.</summary>
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
