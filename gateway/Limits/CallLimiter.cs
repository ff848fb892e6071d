using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using OrdreCouncils.Gateway.Answers;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>Takes a token from the client's bucket, or refuses the call. The framework's middleware would hold the lease until the answer is sent.</summary>
internal sealed class CallLimiter(RequestDelegate next, PartitionedRateLimiter<HttpContext> buckets)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
            return next(http);

        using var lease = buckets.AttemptAcquire(http);
        return lease.IsAcquired
            ? next(http)
            : Refusal.TooManyCalls(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Soon).WriteAsync(http);
    }
}
