using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Requests;

internal static class Days
{
    public static void NotBefore(DateOnly day, DateOnly earliest, string field)
    {
        if (day < earliest)
            throw Fault.Invalid(field, $"Write a day that is not before {earliest:yyyy-MM-dd}.");
    }
}
