using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;

namespace OrdreCouncils.Tests.ServiceDefaults.Outbox;

/// <summary>A store with an outbox, one receiver, and any number of relays.</summary>
internal sealed class RelayBench : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private RelayBench(BareStore store)
    {
        Store = store;
        services = new ServiceCollection()
            .AddSingleton(this)
            .AddSingleton<IOutboxDelivery<NoteNoted>, Receiver>()
            .AddSingleton<IOutboxDelivery<StringValue>, OtherReceiver>()
            .BuildServiceProvider();
        Routes = new OutboxRoutes(services);
        Routes.Add<NoteNoted>();
        Routes.Add<StringValue>();
    }

    public BareStore Store { get; }
    public StillClock Clock { get; } = new();
    public OutboxRoutes Routes { get; }
    public ConcurrentQueue<(string Text, string Id)> Received { get; } = new();

    /// <summary>Runs before the receiver acknowledges.</summary>
    public Func<string, CancellationToken, Task> OnMessage { get; set; } = (_, _) => Task.CompletedTask;

    public IEnumerable<string> Texts => Received.Select(message => message.Text);

    public static async Task<RelayBench> CreateAsync(SqlEngine engine) => new(await BareStore.CreateAsync(engine));

    public OutboxOptions Options { get; } = new();

    public OutboxRelay Relay() => new(
        Store.Database, Routes, new OutboxSignal(), Clock, Microsoft.Extensions.Options.Options.Create(Options), NullLogger<OutboxRelay>.Instance);

    public Task<bool> OweAsync(string key, params string[] texts) => OweAsync(key, texts, text => new NoteNoted { Id = text });

    public Task<bool> OweOtherAsync(string key, params string[] texts) => OweAsync(key, texts, text => new StringValue { Value = text });

    public Task<bool> RunAsync(Func<Change, Task> work) => Store.Changes(Routes, Clock).RunAsync("notes", "test", "", work, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
    }

    private Task<bool> OweAsync(string key, string[] texts, Func<string, IMessage> message) => RunAsync(change =>
    {
        change.Audit("testbed.note.created", $"notes/{key}", null, null);
        foreach (var text in texts)
            change.Publish(message(text), key);
        return Task.CompletedTask;
    });

    private sealed class Receiver(RelayBench bench) : IOutboxDelivery<NoteNoted>
    {
        public async Task DeliverAsync(NoteNoted message, string id, CancellationToken cancellation)
        {
            await bench.OnMessage(message.Id, cancellation);
            bench.Received.Enqueue((message.Id, id));
        }
    }

    private sealed class OtherReceiver(RelayBench bench) : IOutboxDelivery<StringValue>
    {
        public Task DeliverAsync(StringValue message, string id, CancellationToken cancellation)
        {
            bench.Received.Enqueue((message.Value, id));
            return Task.CompletedTask;
        }
    }
}

/// <summary>A clock that only the test moves, forwards or backwards.</summary>
internal sealed class StillClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
