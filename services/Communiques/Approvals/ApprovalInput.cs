using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Approvals;

internal static class ApprovalInput
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2199, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The embargo instant, rounded up to the microsecond: a store that truncated it would publish early.</summary>
    public static DateTimeOffset Embargo(Violations violations, Timestamp? asked)
    {
        const string field = "embargo_at";
        const string expected = "Write an instant from 1900 to 2199; the present one publishes at once.";
        if (asked is null || asked.Nanos is < 0 or > 999_999_999
            || asked.Seconds < Earliest.ToUnixTimeSeconds() || asked.Seconds > Latest.ToUnixTimeSeconds())
        {
            violations.Add(field, expected);
            return default;
        }

        return DateTimeOffset.FromUnixTimeSeconds(asked.Seconds).AddTicks((asked.Nanos + 999) / 1000 * TimeSpan.TicksPerMicrosecond);
    }
}
