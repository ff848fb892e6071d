using System.Collections.Concurrent;
using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>Bounds the streams that one caller has open at a time: a stream costs memory here and a reader in its service for as long as it lasts, and the
/// limit of calls counts it once. Without a valid token only the gateway's own health can be watched, and the address counts.</summary>
internal sealed class StreamLimiter(RequestDelegate next, CallLimitOptions limits)
{
    private const string HealthWatch = "/grpc.health.v1.Health/Watch";

    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext http) => IsStream(http) ? BoundAsync(http) : next(http);

    private static bool IsStream(HttpContext http) =>
        RouteFacts.Of(http) is { IsGrpc: true, Deadline: null } || http.Request.Path.Equals(HealthWatch, StringComparison.Ordinal);

    private async Task BoundAsync(HttpContext http)
    {
        var key = CallLimits.Client(http);
        var limit = CallLimits.IsCaller(http) ? limits.CallerStreams : limits.AnonymousStreams;
        if (open.AddOrUpdate(key, 1, static (_, count) => count + 1) > limit)
        {
            Leave(key);
            await Refusal.TooManyStreams(limit).WriteAsync(http);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            Leave(key);
        }
    }

    private void Leave(string key)
    {
        // Removes the key with the last stream, so that the table does not grow with the callers of all times.
        if (open.AddOrUpdate(key, 0, static (_, count) => count - 1) <= 0)
            open.TryRemove(new KeyValuePair<string, int>(key, 0));
    }
}
