using System.Diagnostics;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Feed;

internal sealed class FeedStream<TResponse>(AsyncServerStreamingCall<TResponse> call, Func<TResponse, (string Token, PhysicianChange? Change)> read) : IDisposable
{
    /// <summary>Token of the last message received.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The next message: a change, or null for a heartbeat.</summary>
    public async Task<PhysicianChange?> NextAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(default).InTime());
        (Token, var change) = read(call.ResponseStream.Current);
        return change;
    }

    /// <summary>The next change, without heartbeats; throws after a time-out.</summary>
    public async Task<PhysicianChange> ChangeAsync()
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < Until.Patience)
        {
            if (await NextAsync() is { } change)
                return change;
        }

        throw new TimeoutException($"Nothing but heartbeats in {Until.Patience.TotalSeconds} s.");
    }

    /// <summary>All changes until a heartbeat.</summary>
    public async Task<List<PhysicianChange>> UntilQuietAsync()
    {
        var changes = new List<PhysicianChange>();
        while (await NextAsync() is { } change)
            changes.Add(change);
        return changes;
    }

    public void Dispose() => call.Dispose();
}

internal static class FeedStream
{
    public static async Task<FeedStream<WatchChangesResponse>> WatchAsync(this RegistryApp app, string since = "", bool fromNow = false, string identity = "cnam") => new(
        (await app.ChangesAsync(identity)).WatchChanges(new WatchChangesRequest { SinceToken = since, FromNow = fromNow }), response => (response.Token, response.Change));

    public static async Task<FeedStream<WatchPhysiciansResponse>> WatchListAsync(this RegistryApp app, string since = "", string identity = "cnam") => new(
        (await app.WatchListsAsync(identity)).WatchPhysicians(new WatchPhysiciansRequest { SinceToken = since }), response => (response.Token, response.Change));
}
