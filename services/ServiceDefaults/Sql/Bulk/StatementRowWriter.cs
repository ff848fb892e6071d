using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrdreCouncils.ServiceDefaults.Sql.Bulk;

/// <summary>Uses SQLite's own interface: a command object would take longer per row than the engine.</summary>
internal sealed class StatementRowWriter : RowWriter, IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    // SQLite copies bound values, so one buffer serves all.
    private byte[] buffer = new byte[1024];
    private (DateOnly Value, string Text) date;
    private int place;

    public StatementRowWriter(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public override void Text(string value)
    {
        if (buffer.Length < value.Length * 3)
            buffer = new byte[value.Length * 3];
        Check(raw.sqlite3_bind_text(statement, ++place, buffer.AsSpan(0, Encoding.UTF8.GetBytes(value, buffer))));
    }

    public override void Number(int value) => BigNumber(value);

    public override void BigNumber(long value) => Check(raw.sqlite3_bind_int64(statement, ++place, value));

    public override void Date(DateOnly value)
    {
        if (date.Text is null || date.Value != value)
            date = (value, value.ToString("O", CultureInfo.InvariantCulture));
        Text(date.Text);
    }

    public override void Instant(DateTimeOffset value) => Text(value.ToSqlite());

    public override void Flag(bool value) => BigNumber(value ? 1 : 0);

    public override void Bytes(ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(statement, ++place, value));

    public override void Nothing() => Check(raw.sqlite3_bind_null(statement, ++place));

    public void Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result != raw.SQLITE_DONE)
            Check(result);
        raw.sqlite3_reset(statement);
        place = 0;
    }

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, database);
    }
}
