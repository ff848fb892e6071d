using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Requests;

/// <summary>Readers of days on which something happened.</summary>
internal static class Days
{
    /// <summary>A day that must be there and is not to come.</summary>
    public static DateOnly Past(this Violations violations, Date? value, string field, DateOnly today)
    {
        var day = violations.Date(value, field);
        violations.Require(day <= today, field, "Write a day that is not in the future.");
        return day;
    }

    /// <summary>INVALID_ARGUMENT unless a day comes at or after another.</summary>
    public static void NotBefore(DateOnly day, DateOnly earliest, string field)
    {
        if (day < earliest)
            throw Fault.Invalid(field, $"Write a day that is not before {earliest:yyyy-MM-dd}.");
    }
}
