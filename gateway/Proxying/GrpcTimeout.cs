using System.Globalization;

namespace OrdreCouncils.Gateway.Proxying;

internal static class GrpcTimeout
{
    public const string Header = "grpc-timeout";

    // A timer cannot run for longer than 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static TimeSpan? Read(string? header)
    {
        if (header is not { Length: >= 2 and <= 9 }
            || !long.TryParse(header.AsSpan(0, header.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return null;
        var ticks = header[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 0.01, // a tick is 100 ns
            _ => 0d,
        };
        return ticks == 0 ? null : TimeSpan.FromTicks((long)Math.Min(value * ticks, Longest.Ticks));
    }

    public static string Write(TimeSpan timeout) => string.Create(CultureInfo.InvariantCulture, $"{(long)timeout.TotalMilliseconds}m");
}
