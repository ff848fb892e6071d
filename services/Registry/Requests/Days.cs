using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Requests;

internal static class Days
{
    public static DateOnly Past(this Violations violations, Date? value, string field, DateOnly today)
    {
        var day = violations.Date(value, field);
        violations.Require(day <= today, field, "Write a day that is not in the future.");
        return day;
    }

    public static void NotBefore(DateOnly day, DateOnly earliest, string field)
    {
        if (day < earliest)
            throw Fault.Invalid(field, $"Write a day that is not before {earliest:yyyy-MM-dd}.");
    }
}
