using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace OrdreCouncils.ServiceDefaults.Sql.Sqlite;

/// <summary>Uses the connection's prepared command for its text, once the text is set.</summary>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    private SqliteCommand? inner;
    private KeptText? place;
    private SqliteDataReader? reader;

    [AllowNull]
    public override string CommandText
    {
        get => inner?.CommandText ?? "";
        set
        {
            var parameters = inner?.Parameters.Cast<SqliteParameter>().ToArray() ?? [];
            inner?.Dispose();
            (inner, place) = connection.Take(value ?? "");
            // Dapper expands lists into the text after it has added the parameters.
            inner.Parameters.AddRange(parameters);
        }
    }

    public override int CommandTimeout { get => Inner.CommandTimeout; set => Inner.CommandTimeout = value; }
    public override CommandType CommandType { get => Inner.CommandType; set => Inner.CommandType = value; }
    public override UpdateRowSource UpdatedRowSource { get => Inner.UpdatedRowSource; set => Inner.UpdatedRowSource = value; }
    public override bool DesignTimeVisible { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("The command belongs to its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    // SQLite has one transaction per connection.
    protected override DbTransaction? DbTransaction
    {
        get => inner?.Transaction;
        set
        {
            if (inner is not null)
                inner.Transaction = (SqliteTransaction?)value;
        }
    }

    private SqliteCommand Inner => inner ??= connection.CreateCommand();

    public override void Cancel() => Inner.Cancel();

    public override void Prepare() => Inner.Prepare();

    public override int ExecuteNonQuery() => Inner.ExecuteNonQuery();

    public override object? ExecuteScalar() => Inner.ExecuteScalar();

    // SQLite runs synchronously: there is nothing to await.
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => Inner.ExecuteNonQueryAsync(cancellationToken);

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => Inner.ExecuteScalarAsync(cancellationToken);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => reader = Inner.ExecuteReader(behavior);

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        reader = await Inner.ExecuteReaderAsync(behavior, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing && inner is { } command)
        {
            inner = null;
            if (place is not null && reader is null or { IsClosed: true })
                place.Keep(command);
            else
                command.Dispose();
        }

        base.Dispose(disposing);
    }
}
