using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Sql;

public class MigrationTests
{
    [Theory, Engines]
    public async Task Apply_TwoReplicasAtOnce_EachScriptRunsOnce(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        var scripts = new Scripts(("0001_a.sql", "create table a (id text not null primary key);"), ("0002_b.sql", "insert into a values ('1');"));

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var database = BareStore.Open(store);
            return await ApplyAsync(database, scripts);
        })));

        Assert.Equal(2, applied.Sum());
        await using var reader = BareStore.Open(store);
        Assert.Equal(1, await reader.CountAsync("a"));
        Assert.Equal(2, await reader.CountAsync("schema_migrations"));
    }

    [Theory, Engines]
    public async Task Apply_AgainWithOneMore_RunsTheNewOneOnly(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var database = BareStore.Open(store);
        (string, string) first = ("0001_a.sql", "create table a (id text not null primary key);");

        Assert.Equal(1, await ApplyAsync(database, new Scripts(first)));
        Assert.Equal(0, await ApplyAsync(database, new Scripts(first)));
        Assert.Equal(1, await ApplyAsync(database, new Scripts(first, ("0002_b.sql", "create table b (id text);"))));
        // The previous release starts again on the newer tables.
        Assert.Equal(0, await ApplyAsync(database, new Scripts(first)));
    }

    [Theory, Engines]
    public async Task Apply_ScriptEditedAfterItRan_IsRefusedNamingIt(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var database = BareStore.Open(store);
        await ApplyAsync(database, new Scripts(("0001_a.sql", "create table a (id text);")));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ApplyAsync(database, new Scripts(("0001_a.sql", "create table a (id text, more text);"))));

        Assert.Contains("0001_a.sql", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_LineEndingsOfAnotherSystem_AreTheSameScript()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using var database = BareStore.Open(store);
        await ApplyAsync(database, new Scripts(("0001_a.sql", "create table a (\nid text);")));

        Assert.Equal(0, await ApplyAsync(database, new Scripts(("0001_a.sql", "create table a (\r\nid text);"))));
    }

    [Theory]
    [InlineData("0001_a.sql", "0003_c.sql")]
    [InlineData("0002_b.sql", "0003_c.sql")]
    [InlineData("0001_a.sql", "0001_b.sql")]
    [InlineData("0001_a.sql", "0002_b.postgresql.sql")]
    public async Task Apply_GapOrTwinInNumbers_IsRefused(string one, string other)
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using var database = BareStore.Open(store);
        // The last case has no gap: a script for the other engine does not count.
        var apply = ApplyAsync(database, new Scripts((one, "create table a (id text);"), (other, "create table b (id text);")));

        if (other.Contains("postgresql", StringComparison.Ordinal))
            Assert.Equal(1, await apply);
        else
            await Assert.ThrowsAsync<InvalidOperationException>(() => apply);
    }

    [Theory, Engines]
    public async Task Apply_ScriptsOfOneEngine_RunOnTheirs(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var database = BareStore.Open(store);

        await ApplyAsync(database, new Scripts(
            ("0001_a.sqlite.sql", "create table lite_only (id text);"), ("0001_a.postgresql.sql", "create table postgresql_only (id text);")));

        Assert.Equal(0, await database.CountAsync(engine == SqlEngine.Sqlite ? "lite_only" : "postgresql_only"));
    }

    [Theory, Engines]
    public async Task Apply_BaseOnAnEmptyStore_RunsInPlaceOfTheScripts(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var database = BareStore.Open(store);
        var scripts = new Scripts(Base, ("0003_c.sql", "insert into b values ('3');"));

        Assert.Equal(2, await ApplyAsync(database, scripts));
        Assert.Equal(0, await ApplyAsync(database, scripts));
        Assert.Equal(1, await database.CountAsync("b"));
    }

    [Theory, Engines]
    public async Task Apply_BaseOnAStoreThatRanTheScripts_RunsWhatFollows(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var database = BareStore.Open(store);
        await ApplyAsync(database, new Scripts(One, Two));

        Assert.Equal(1, await ApplyAsync(database, new Scripts(Base, ("0003_c.sql", "insert into b values ('3');"))));
        // The previous release starts again.
        Assert.Equal(0, await ApplyAsync(database, new Scripts(One, Two)));
    }

    [Fact]
    public async Task Apply_BaseOnAStoreThatLacksAScript_IsRefused()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using var database = BareStore.Open(store);
        await ApplyAsync(database, new Scripts(One));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(database, new Scripts(Base)));

        Assert.Contains("lacks migration scripts/0002", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("schema_migrations"));
    }

    [Fact]
    public async Task Apply_BaseOfAnotherScript_IsRefused()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using var database = BareStore.Open(store);
        await ApplyAsync(database, new Scripts(One, ("0002_b.sql", "create table b (id text not null);")));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(database, new Scripts(Base)));

        Assert.Contains("0002_base.sql", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_BaseAfterAnotherScript_IsRefused()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using var database = BareStore.Open(store);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(database, new Scripts(One, Base)));
    }

    [Theory, Engines]
    public async Task Apply_ScriptFails_LeavesNothingOfIts(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var database = BareStore.Open(store);
        var broken = new Scripts(("0001_a.sql", "create table a (id text);"), ("0002_b.sql", "insert into missing values (1);"));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => ApplyAsync(database, broken));

        Assert.Equal(1, await ApplyAsync(database, new Scripts(("0001_a.sql", "create table a (id text);"))));
    }

    private static (string Name, string Text) One => ("0001_a.sql", "create table a (id text);");

    private static (string Name, string Text) Two => ("0002_b.sql", "create table b (id text);");

    private static (string Name, string Text) Base =>
        ("0002_base.sql", $"-- replaces {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Two.Text)))}\n{One.Text}\n{Two.Text}");

    private static Task<int> ApplyAsync(Database database, Assembly scripts) =>
        new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync([scripts], CancellationToken.None);

    /// <summary>An assembly that holds scripts only.</summary>
    private sealed class Scripts(params (string Name, string Text)[] scripts) : Assembly
    {
        public override AssemblyName GetName() => new("scripts");

        public override string[] GetManifestResourceNames() => [.. scripts.Select(script => "Scripts.Migrations." + script.Name)];

        public override Stream GetManifestResourceStream(string name) =>
            new MemoryStream(Encoding.UTF8.GetBytes(scripts.Single(script => name.EndsWith(script.Name, StringComparison.Ordinal)).Text));
    }
}
