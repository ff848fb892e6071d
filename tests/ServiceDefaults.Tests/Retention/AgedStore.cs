using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Retention;

/// <summary>A store with four years of rows: each month an audit entry, a batch of two reads, an answered request, a delivered and a waiting message.</summary>
internal sealed class AgedStore : IAsyncDisposable
{
    public const int Months = 48;
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private readonly SigningKeyFile key = new();
    private readonly CheckpointKeeper keeper;

    private AgedStore(BareStore bare, bool signs)
    {
        Bare = bare;
        Clock = new Frozen();
        keeper = NewKeeper(signs ? [key.Path] : []);
    }

    public BareStore Bare { get; }
    public Frozen Clock { get; }
    public string KeyFile => key.Path;
    public Database Database => Bare.Database;
    public DateTimeOffset? HiddenFrom { get; set; }

    public static async Task<AgedStore> CreateAsync(SqlEngine engine, bool signs = true)
    {
        var aged = new AgedStore(await BareStore.CreateAsync(engine), signs);
        for (var age = Months; age > 0; age--)
            await aged.AddMonthAsync(Now.AddMonths(-age));
        if (signs)
            await aged.keeper.WriteAsync(default);
        return aged;
    }

    public CheckpointKeeper NewKeeper(params string[] keys) => new(Database, "notes", Options.Create(new CheckpointOptions { KeyFiles = keys }), Clock);

    public RetainedRows Reads(string period = "P3Y") => new AccessRows(
        RetentionSchedule.TryParse(period)!, keeper, Clock, [new Disclosure(this)], NullLogger<AccessRows>.Instance);

    public RetainedRows Entries(string period = "none") => new EntryRows(RetentionSchedule.TryParse(period)!, keeper, Clock, NullLogger<EntryRows>.Instance);

    public RetentionWork Work(params RetainedRows[] rows) => new(Database, rows, Clock, NullLogger<RetentionWork>.Instance);

    public async Task RunAsync(params RetainedRows[] rows)
    {
        await Work(rows).RunOnceAsync(default);
        Clock.Instant += TimeSpan.FromDays(1);
    }

    public Task<AuditFinding> VerifyAsync() => Database.SnapshotAsync(
        async sql => await AuditVerifier.VerifyAsync(sql, (await keeper.ReadAsync(sql)).Marks, keeper.PurgeCheck), default);

    public Task<long> CountAsync(string table) => Database.CountAsync(table);

    /// <summary>Changes rows as the owner of the tables can.</summary>
    public async Task OwnAsync(Func<SqlSession, Task> edit) => await Database.WriteAsync(
        async sql =>
        {
            await TableOwner.DropTriggersAsync(sql);
            await edit(sql);
            return true;
        },
        default);

    public async Task AppendAsync(params AuditRow[] entries) => await Database.WriteAsync(
        async sql => await AuditStore.AppendAsync(sql, entries) > 0, default);

    public async ValueTask DisposeAsync()
    {
        keeper.Dispose();
        key.Dispose();
        await Bare.DisposeAsync();
    }

    private async Task AddMonthAsync(DateTimeOffset at)
    {
        var batch = Guid.NewGuid().ToString();
        var reads = Enumerable.Range(0, 2).Select(_ => new AccessRow
        {
            Id = Guid.NewGuid().ToString(), Batch = batch, Subject = "notes/1", Actor = "cnam", Operation = "test", Purpose = "Audit", Granted = true, Count = 1,
            FirstAt = at, LastAt = at,
        }).ToArray();
        await Database.WriteAsync(
            async sql =>
            {
                await AuditStore.AppendAsync(sql, [new AuditRow { At = at, Actor = "cdom-75", Kind = "testbed.note.created", Subject = "notes/1" }]);
                await AccessLogStore.InsertAsync(sql, reads);
                await AuditStore.AppendAsync(sql, [AccessSeal.Of(batch, reads, at)]);
                await sql.ExecuteAsync(
                    "insert into requests (actor, request_id, operation, body_hash, response, at) values ('cdom-75', @batch, 'test', '', @none, @at)",
                    new { batch, none = Array.Empty<byte>(), at });
                foreach (var delivered in (DateTimeOffset?[])[at, null])
                {
                    await sql.ExecuteAsync(
                        """
                        insert into outbox (id, type, key, payload, created_at, sequence, position, attempts, due_at, delivered_at, last_error)
                        values (@id, 'test', '', @none, @at, 1, 0, 1, @at, @delivered, '')
                        """, new { id = Guid.NewGuid().ToString(), none = Array.Empty<byte>(), at, delivered });
                }

                return true;
            },
            default);
    }

    internal sealed class Frozen : TimeProvider
    {
        public DateTimeOffset Instant { get; set; } = Now;

        public override DateTimeOffset GetUtcNow() => Instant;
    }

    private sealed class Disclosure(AgedStore store) : IAccessDisclosure
    {
        public Task<DateTimeOffset?> HiddenFromAsync(SqlSession sql, string record) => Task.FromResult(store.HiddenFrom);

        public Task<DateTimeOffset?> OldestHiddenAsync(SqlSession sql) => Task.FromResult(store.HiddenFrom);
    }
}
