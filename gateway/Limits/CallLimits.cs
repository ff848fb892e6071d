using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.Gateway.Limits;

internal static class CallLimits
{
    public static void AddCallLimits(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetSection(CallLimitOptions.Section).Get<CallLimitOptions>() ?? new CallLimitOptions();
        Settings.Validate(limits, CallLimitOptions.Section);
        Settings.Validate(limits.Caller, $"{CallLimitOptions.Section}:{nameof(limits.Caller)}");
        Settings.Validate(limits.Anonymous, $"{CallLimitOptions.Section}:{nameof(limits.Anonymous)}");
        Settings.Validate(limits.ForgedTokens, $"{CallLimitOptions.Section}:{nameof(limits.ForgedTokens)}");

        builder.Services.AddSingleton(limits);
        builder.Services.AddSingleton<ForgedTokens>();
        builder.Services.AddSingleton<IForgedTokens>(provider => provider.GetRequiredService<ForgedTokens>());
        builder.Services.AddSingleton(PartitionedRateLimiter.Create<HttpContext, (string, string)>(http =>
            Subject(http) is { Length: > 0 } subject
                ? RateLimitPartition.GetTokenBucketLimiter(("subject", subject), _ => Bucket(limits.Caller))
                : RateLimitPartition.GetTokenBucketLimiter(("address", Network(http.Connection.RemoteIpAddress)), _ => Bucket(limits.Anonymous))));
    }

    /// <summary>The token's subject, or the address of a call without a valid token.</summary>
    public static string Client(HttpContext http) =>
        Subject(http) is { Length: > 0 } subject ? "subject " + subject : "address " + Network(http.Connection.RemoteIpAddress);

    public static bool IsCaller(HttpContext http) => Subject(http) is { Length: > 0 };

    /// <summary>One subscriber: an IPv4 address, or a /64 of IPv6, which providers give to one subscriber.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }

    private static string? Subject(HttpContext http) => http.User.FindFirst("sub")?.Value;

    internal static TokenBucketRateLimiterOptions Bucket(CallLimitOptions.Bucket limit) => new()
    {
        TokenLimit = limit.Burst,
        TokensPerPeriod = limit.Calls,
        ReplenishmentPeriod = limit.Period,
        QueueLimit = 0,
    };
}
