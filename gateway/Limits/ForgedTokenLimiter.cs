using System.Threading.RateLimiting;
using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>Counts tokens with a wrong signature by address, and refuses further unknown tokens of an address with too many before their signature is checked.
/// A token that was valid within the last seconds passes: one forger does not stop a hospital behind one address.</summary>
internal sealed class ForgedTokens(CallLimitOptions limits) : IForgedTokens, IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> buckets = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetTokenBucketLimiter(CallLimits.Network(http.Connection.RemoteIpAddress), _ => CallLimits.Bucket(limits.ForgedTokens)));

    public void Add(HttpContext http) => buckets.AttemptAcquire(http).Dispose();

    // Not by acquiring nothing: a bucket that refills by fractions then says yes.
    public bool AreTooMany(HttpContext http) => buckets.GetStatistics(http) is { CurrentAvailablePermits: < 1 };

    public void Dispose() => buckets.Dispose();
}

internal sealed class ForgedTokenLimiter(RequestDelegate next, ForgedTokens forged, CachedTokenHandler tokens)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext http) =>
        CachedTokenHandler.BearerOf(http) is { Length: > 0 } token && tokens.Find(token) is null && forged.AreTooMany(http)
            ? Refusal.TooManyCalls(Soon).WriteAsync(http)
            : next(http);
}
