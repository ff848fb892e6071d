using System.Globalization;
using System.Threading.RateLimiting;
using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>Adds the quota headers of draft-ietf-httpapi-ratelimit-headers-06 to FHIR answers. Each replica reports its own count.</summary>
internal sealed class QuotaHeaders(RequestDelegate next, PartitionedRateLimiter<HttpContext> limiter, CallLimitOptions limits)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (RouteFacts.Of(http) is { SpeaksFhir: true })
            http.Response.OnStarting(() => Announce(http, limiter.GetStatistics(http)));
        return next(http);
    }

    private Task Announce(HttpContext http, RateLimiterStatistics? statistics)
    {
        var bucket = CallLimits.IsCaller(http) ? limits.Caller : limits.Anonymous;
        var refill = bucket.Period / bucket.Calls * bucket.Burst;
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = $"{Number(bucket.Burst)};w={Seconds(refill)}";
        if (statistics is not null)
        {
            headers["RateLimit-Limit"] = Number(bucket.Burst);
            headers["RateLimit-Remaining"] = Number(statistics.CurrentAvailablePermits);
            headers["RateLimit-Reset"] = Seconds(bucket.Period / bucket.Calls * (bucket.Burst - statistics.CurrentAvailablePermits));
        }

        return Task.CompletedTask;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => Number((long)Math.Ceiling(time.TotalSeconds));
}
