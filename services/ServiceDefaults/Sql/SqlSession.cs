using System.Data.Common;
using Dapper;

namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>Statements take parameters <c>@name</c> from the properties of <c>args</c>.</summary>
public sealed class SqlSession(DbConnection connection, DbTransaction? transaction, SqlEngine engine, CancellationToken cancellation)
{
    public SqlEngine Engine => engine;
    public CancellationToken Cancellation => cancellation;

    public DbConnection Connection => connection;
    public DbTransaction? Transaction => transaction;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) =>
        (await connection.QueryAsync<T>(Command(sql, args))).AsList();

    public async Task<(IReadOnlyList<T1> First, IReadOnlyList<T2> Second)> QueryAsync<T1, T2>(string sql, object? args = null)
    {
        await using var results = await connection.QueryMultipleAsync(Command(sql, args));
        return ((await results.ReadAsync<T1>()).AsList(), (await results.ReadAsync<T2>()).AsList());
    }

    public async Task<(IReadOnlyList<T1> First, IReadOnlyList<T2> Second, IReadOnlyList<T3> Third)> QueryAsync<T1, T2, T3>(string sql, object? args = null)
    {
        await using var results = await connection.QueryMultipleAsync(Command(sql, args));
        return ((await results.ReadAsync<T1>()).AsList(), (await results.ReadAsync<T2>()).AsList(), (await results.ReadAsync<T3>()).AsList());
    }

    /// <summary>Reads each row of a join as three values; one whose first column is null is null.</summary>
    /// <param name="firstColumns">Names of the first columns of the second and the third value, separated by a comma.</param>
    public async Task<IReadOnlyList<(T1 First, T2? Second, T3? Third)>> JoinAsync<T1, T2, T3>(string sql, object args, string firstColumns)
        where T2 : class
        where T3 : class =>
        (await connection.QueryAsync<T1, T2?, T3?, (T1, T2?, T3?)>(Command(sql, args), (first, second, third) => (first, second, third), firstColumns)).AsList();

    /// <summary>Throws when there are several rows.</summary>
    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? args = null) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, args));

    public async Task<T> ScalarAsync<T>(string sql, object? args = null) =>
        (await connection.ExecuteScalarAsync<T>(Command(sql, args)))!;

    public Task<int> ExecuteAsync(string sql, object? args = null) => connection.ExecuteAsync(Command(sql, args));

    private CommandDefinition Command(string sql, object? args) =>
        new(sql, args, transaction, cancellationToken: cancellation);
}
