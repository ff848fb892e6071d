using System.Data.Common;
using Dapper;

namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>A connection, its transaction if any, and the caller's cancellation: what a store's methods take.</summary>
/// <remarks>Parameters are named <c>@name</c> and come from the properties of <c>args</c>. Identifiers are text; instants are UTC to the microsecond.</remarks>
public sealed class SqlSession(DbConnection connection, DbTransaction? transaction, SqlEngine engine, CancellationToken cancellation)
{
    public SqlEngine Engine => engine;
    public CancellationToken Cancellation => cancellation;

    /// <summary>For bulk loads that a statement at a time would make too slow.</summary>
    public DbConnection Connection => connection;
    public DbTransaction? Transaction => transaction;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) =>
        (await connection.QueryAsync<T>(Command(sql, args))).AsList();

    /// <summary>The rows of two statements, sent together: to PostgreSQL they cost one round trip.</summary>
    public async Task<(IReadOnlyList<T1> First, IReadOnlyList<T2> Second)> QueryAsync<T1, T2>(string sql, object? args = null)
    {
        await using var results = await connection.QueryMultipleAsync(Command(sql, args));
        return ((await results.ReadAsync<T1>()).AsList(), (await results.ReadAsync<T2>()).AsList());
    }

    /// <summary>The rows of three statements, sent together.</summary>
    public async Task<(IReadOnlyList<T1> First, IReadOnlyList<T2> Second, IReadOnlyList<T3> Third)> QueryAsync<T1, T2, T3>(string sql, object? args = null)
    {
        await using var results = await connection.QueryMultipleAsync(Command(sql, args));
        return ((await results.ReadAsync<T1>()).AsList(), (await results.ReadAsync<T2>()).AsList(), (await results.ReadAsync<T3>()).AsList());
    }

    /// <summary>The only row, or default when there is none; throws when there are several.</summary>
    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? args = null) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, args));

    public async Task<T> ScalarAsync<T>(string sql, object? args = null) =>
        (await connection.ExecuteScalarAsync<T>(Command(sql, args)))!;

    /// <summary>Rows affected.</summary>
    public Task<int> ExecuteAsync(string sql, object? args = null) => connection.ExecuteAsync(Command(sql, args));

    private CommandDefinition Command(string sql, object? args) =>
        new(sql, args, transaction, cancellationToken: cancellation);
}
