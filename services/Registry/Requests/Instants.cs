using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Requests;

internal static class Instants
{
    private const long FirstSecond = -62_135_596_800;
    private const int MostNanos = 999_999_999;

    public static DateTimeOffset? OptionalPast(this Violations violations, Timestamp? value, string field, DateTimeOffset now)
    {
        if (value is null)
            return null;
        // Seconds are checked before the conversion, which throws for an instant outside the calendar.
        if (value.Seconds >= FirstSecond && value.Seconds <= now.ToUnixTimeSeconds() && value.Nanos is >= 0 and <= MostNanos
            && value.ToDateTimeOffset() is var instant && instant <= now)
        {
            return instant;
        }

        violations.Add(field, "Write an instant that is not in the future.");
        return null;
    }
}
