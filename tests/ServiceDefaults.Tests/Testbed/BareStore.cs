using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Colleagues;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

/// <summary>A migrated store without a host.</summary>
internal sealed class BareStore(TestStore store, Database database) : IAsyncDisposable
{
    public Database Database => database;
    public TestStore Store => store;

    public static async Task<BareStore> CreateAsync(SqlEngine engine)
    {
        var store = await TestStore.CreateAsync(engine);
        var database = Open(store);
        await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync([typeof(Database).Assembly, typeof(BareStore).Assembly], CancellationToken.None);
        return new BareStore(store, database);
    }

    /// <summary>Opens the store as another replica would.</summary>
    public static Database Open(TestStore store, string settings = "") =>
        new(Options.Create(new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString + settings }));

    public ChangeRunner Changes(OutboxRoutes routes, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var colleagues = new ColleagueKeeper(database, clock, NullLogger<ColleagueKeeper>.Instance);
        return new ChangeRunner(database, clock, new OutboxSignal(), routes, colleagues, NullLogger<ChangeRunner>.Instance);
    }

    public Task ExecuteAsync(string statement) => database.WriteAsync(
        async sql =>
        {
            await sql.ExecuteAsync(statement);
            return true;
        },
        CancellationToken.None);

    public Task<AuditFinding> VerifyAsync(params AuditMark[] checkpoints) =>
        database.SnapshotAsync(sql => AuditVerifier.VerifyAsync(sql, checkpoints), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        store.Dispose();
    }
}
