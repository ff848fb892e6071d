using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using OrdreCouncils.Gateway.Answers;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>
/// Takes a call from its client's bucket, or refuses it. The framework's own middleware would hold the lease until the answer is out, which a bucket has
/// no use for.
/// </summary>
internal sealed class CallLimiter(RequestDelegate next, PartitionedRateLimiter<HttpContext> buckets)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext http)
    {
        // Probes: whoever asks how the gateway fares must not be told that it is asked too much.
        if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
            return next(http);

        using var lease = buckets.AttemptAcquire(http);
        return lease.IsAcquired
            ? next(http)
            : Refusal.TooManyCalls(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Soon).WriteAsync(http);
    }
}
