using System.Globalization;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>Place in a list of accesses, latest first.</summary>
internal sealed record AccessCursor(DateTimeOffset At, string Id)
{
    public static readonly AccessCursor First = new(new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), "");

    /// <summary>Null for a text that is no token.</summary>
    public static AccessCursor? Parse(string token)
    {
        if (token.Length == 0)
            return First;
        return token.Split('_') is [var at, var id] && Guid.TryParseExact(id, "D", out var guid)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            && micros <= First.At.UtcTicks / TimeSpan.TicksPerMicrosecond
            ? new AccessCursor(new DateTimeOffset(micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), guid.ToString("D"))
            : null;
    }

    public static string After(AccessRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.LastAt.UtcTicks / TimeSpan.TicksPerMicrosecond}_{row.Id}");
}
