using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;
using SQLitePCL;

namespace OrdreCouncils.Tests.ServiceDefaults.Sql;

public class KeptStatementTests
{
    private const string Insert = "insert into notes (id, council, text, noted_on, changed_at, version) values (@id, '', @text, @on, @at, 1)";

    [Theory, Engines]
    public async Task Text_AgainWithOtherValues_AnswersByThem(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);

        for (var turn = 0; turn < 20; turn++)
        {
            await AddAsync(store.Database, $"{turn}", turn % 2 == 0 ? "pair" : "");
            var found = await store.Database.ReadAsync(
                sql => sql.QueryAsync<string>("select id from notes where text = @text order by id", new { text = "pair" }), default);
            Assert.Equal((turn / 2) + 1, found.Count);
            Assert.Equal($"{turn}", await store.Database.ReadAsync(
                sql => sql.SingleOrDefaultAsync<string>("select id from notes where id = @id", new { id = $"{turn}" }), default));
            Assert.Null(await store.Database.ReadAsync(
                sql => sql.SingleOrDefaultAsync<string>("select id from notes where id = @id", new { id = "none" }), default));
        }
    }

    [Theory, Engines]
    public async Task Text_AfterItFailed_RunsAgain(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);
        await AddAsync(store.Database, "1", "");
        await AddAsync(store.Database, "2", "");

        for (var turn = 0; turn < 3; turn++)
        {
            await Assert.ThrowsAnyAsync<DbException>(() => AddAsync(store.Database, "1", ""));
            // The query expects one row and gets several, so the reader is not read to its end.
            await Assert.ThrowsAsync<InvalidOperationException>(() => store.Database.ReadAsync(
                sql => sql.SingleOrDefaultAsync<string>("select id from notes where version = @version", new { version = 1 }), default));
            await AddAsync(store.Database, $"other {turn}", "");
        }

        Assert.Equal(5, await store.Database.CountAsync("notes"));
    }

    [Theory, Engines]
    public async Task Text_AfterTheTableChanged_SeesTheChange(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);
        await AddAsync(store.Database, "1", "");
        await using var reading = BareStore.Open(store.Store);
        Task<long> ShortAsync() => reading.ReadAsync(sql => sql.ScalarAsync<long>("select count(*) from notes where version < 2"), default);
        for (var turn = 0; turn < 10; turn++)
            Assert.Equal(1, await ShortAsync());

        await store.ExecuteAsync("alter table notes add column later text");
        await store.ExecuteAsync("create index notes_version on notes (version)");
        await AddAsync(store.Database, "2", "");

        Assert.Equal(2, await ShortAsync());
    }

    [Theory, Engines]
    public async Task Text_TwiceAtOnceOnOneConnection_HasTwoReaders(SqlEngine engine)
    {
        // Npgsql refuses a second command while the first is read; the statements must still be right afterwards.
        await using var store = await BareStore.CreateAsync(engine);
        foreach (var id in (string[])["1", "2", "3"])
            await AddAsync(store.Database, id, "");

        await using var connection = await store.Database.OpenAsync(default);
        for (var turn = 0; turn < 3; turn++)
        {
            await using var one = Command(connection);
            await using var reader = await one.ExecuteReaderAsync();
            Assert.True(await reader.ReadAsync());
            if (engine == SqlEngine.Sqlite)
            {
                await using var other = Command(connection);
                await using var second = await other.ExecuteReaderAsync();
                Assert.True(await second.ReadAsync() && await second.ReadAsync());
                Assert.Equal("2", second.GetString(0));
            }

            Assert.Equal("1", reader.GetString(0));
            Assert.True(await reader.ReadAsync());
            Assert.Equal("2", reader.GetString(0));
        }

        static DbCommand Command(DbConnection connection)
        {
            var command = connection.CreateCommand();
            command.CommandText = "select id from notes order by id";
            return command;
        }
    }

    [Theory, Engines]
    public async Task Connection_GivenBackWithinATransaction_IsNobodyElsesTransaction(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);
        await using (var connection = await store.Database.OpenAsync(default))
        {
            _ = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(Insert, Row("lost", ""));
        }

        await AddAsync(store.Database, "kept", "");

        await using var other = BareStore.Open(store.Store);
        Assert.Equal(["kept"], await other.ReadAsync(sql => sql.QueryAsync<string>("select id from notes"), default));
    }

    [Fact]
    public async Task Text_RunManyTimes_StaysPreparedOnce()
    {
        await using var store = await BareStore.CreateAsync(SqlEngine.Sqlite);
        Task CountAsync(int turn) => store.Database.ReadAsync(sql => sql.ScalarAsync<long>("select count(*) from notes where version > @turn", new { turn }), default);
        var before = await PreparedAsync(store.Database);
        await CountAsync(0);
        var once = await PreparedAsync(store.Database);
        for (var turn = 0; turn < 5; turn++)
            await CountAsync(turn);

        Assert.InRange(once, before + 1, int.MaxValue);
        Assert.Equal(once, await PreparedAsync(store.Database));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(";Max Auto Prepare=0", false)]
    [InlineData(";MaxAutoPrepare=0", false)]
    public async Task Text_RunManyTimesOnPostgreSql_IsPreparedUnlessToldOtherwise(string setting, bool prepared)
    {
        await using var store = await BareStore.CreateAsync(SqlEngine.PostgreSql);
        await using var database = BareStore.Open(store.Store, setting);
        await using var connection = await database.OpenAsync(default);
        for (var turn = 0; turn < 10; turn++)
            await connection.ExecuteScalarAsync<long>("select count(*) from notes where version > @turn", new { turn });

        Assert.Equal(prepared, await connection.ExecuteScalarAsync<bool>("select exists (select 1 from pg_prepared_statements where statement like '%version >%')"));
    }

    [Fact]
    public async Task Texts_MoreThanAreKept_AllAnswer()
    {
        await using var store = await BareStore.CreateAsync(SqlEngine.Sqlite);
        var most = 0;
        for (var turn = 0; turn < 450; turn++)
        {
            Assert.Equal(turn, await store.Database.ReadAsync(sql => sql.ScalarAsync<int>($"select {turn}"), default));
            most = Math.Max(most, await PreparedAsync(store.Database));
        }

        // Kept commands are dropped from time to time, so the last turn does not have the maximum.
        Assert.InRange(await PreparedAsync(store.Database), 1, most - 1);
    }

    [Fact]
    public async Task Dispose_WithConnectionsIdleAndLent_LeavesTheFileToNobody()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        var database = BareStore.Open(store);
        var lent = await database.OpenAsync(default);
        await database.ReadAsync(sql => sql.ScalarAsync<int>("select 1"), default);
        Assert.NotEqual(0, Handles(store.File));

        await database.DisposeAsync();
        await lent.DisposeAsync();
        await lent.DisposeAsync();

        Assert.Equal(0, Handles(store.File));
    }

    private static Task<bool> AddAsync(Database database, string id, string text) =>
        database.WriteAsync(async sql => await sql.ExecuteAsync(Insert, Row(id, text)) == 1, default);

    private static object Row(string id, string text) =>
        new { id, text, on = new DateOnly(2026, 3, 15), at = new DateTimeOffset(2026, 3, 15, 9, 0, 0, TimeSpan.Zero) };

    /// <summary>Bytes of prepared statements in the most recently used connection.</summary>
    private static async Task<int> PreparedAsync(Database database)
    {
        await using var connection = (SqliteConnection)await database.OpenAsync(default);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_STMT_USED, out var bytes, out _, 0));
        return bytes;
    }

    private static int Handles(string file) => Directory.GetFiles("/proc/self/fd").Count(handle => Target(handle) == file);

    private static string? Target(string handle)
    {
        try
        {
            return File.ResolveLinkTarget(handle, returnFinalTarget: false)?.FullName;
        }
        catch (FileNotFoundException)
        {
            // The connection of another test was closed after it was listed.
            return null;
        }
    }
}
