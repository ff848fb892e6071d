using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Feed;

/// <summary>Runs a stream of changes: pages while there are any, then a wait with heartbeats.</summary>
internal sealed class FeedStreams(AccessLog accessLog, IHostApplicationLifetime lifetime, IOptions<FeedOptions> options)
{
    /// <summary>Runs until the caller hangs up, its token expires or the process stops. It always ends with an error.</summary>
    /// <param name="from">Place to begin after.</param>
    /// <param name="read">Reads the page after a place.</param>
    /// <param name="beyond">Waits, at most for a time, until there may be changes after a place.</param>
    /// <param name="write">Sends a place, and the change that leads to it if any.</param>
    public async Task RunAsync(
        ServerCallContext context, FeedPosition from, Func<FeedPosition, CancellationToken, Task<FeedPage>> read,
        Func<FeedPosition, TimeSpan, CancellationToken, Task> beyond, Func<string, PhysicianChange?, CancellationToken, Task> write)
    {
        using var expiry = new CancellationTokenSource();
        if (Left(context) is { } left)
            expiry.CancelAfter(left);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping, expiry.Token);
        try
        {
            await FollowAsync(context, from, read, beyond, write, ending.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested && ending.IsCancellationRequested)
        {
            throw expiry.IsCancellationRequested
                ? Fault.Unauthenticated(Reasons.TokenExpired, "The token has expired. Ask for another, and call again from the last place received.")
                : Fault.Unavailable(RegistryReasons.ServerStopping, "This server stops. Call again from the last place received.", TimeSpan.FromSeconds(1));
        }
    }

    private async Task FollowAsync(
        ServerCallContext context, FeedPosition at, Func<FeedPosition, CancellationToken, Task<FeedPage>> read,
        Func<FeedPosition, TimeSpan, CancellationToken, Task> beyond, Func<string, PhysicianChange?, CancellationToken, Task> write, CancellationToken ending)
    {
        var heartbeat = options.Value.Heartbeat;
        var due = 0L;
        while (true)
        {
            var page = await read(at, ending);
            foreach (var change in page.Changes)
            {
                // Log the read before sending: a change sent and not logged would be a read that nobody can find.
                context.ReadsPhysician(change.Rpps, change.MergedInto);
                await write(new FeedPosition(change.Revision, change.Rpps).Token(), change, ending);
            }

            await accessLog.RememberAsync(context);
            at = page.Reached;
            if (page.Changes.Count > 0)
                due = Environment.TickCount64 + (long)heartbeat.TotalMilliseconds;
            if (page.More)
                continue;
            if (Environment.TickCount64 >= due)
            {
                await write(at.Token(), null, ending);
                due = Environment.TickCount64 + (long)heartbeat.TotalMilliseconds;
            }

            await beyond(at, TimeSpan.FromMilliseconds(Math.Max(1, due - Environment.TickCount64)), ending);
        }
    }

    /// <summary>Remaining life of the caller's token, which the stream must not outlive.</summary>
    private static TimeSpan? Left(ServerCallContext context)
    {
        if (!long.TryParse(context.GetHttpContext().User.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        var left = DateTimeOffset.FromUnixTimeSeconds(seconds) - DateTimeOffset.UtcNow;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : left;
    }
}
