using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Errors;

public static class FieldFormats
{
    private const string Day = "Write a calendar date with year (1900 to 2199), month and day.";

    /// <summary>A billion euros. Not a rule of law: catches typing errors, and no sum of amounts overflows.</summary>
    private const long MostCents = 100_000_000_000;

    /// <summary>A required date; <see cref="DateOnly.MinValue"/> with a violation.</summary>
    public static DateOnly Date(this Violations violations, Date? value, string field)
    {
        if (value is null)
        {
            violations.Add(field, Day);
            return DateOnly.MinValue;
        }

        return violations.OptionalDate(value, field) ?? DateOnly.MinValue;
    }

    /// <summary>A required date that is not after <paramref name="today"/>, where the act takes place.</summary>
    public static DateOnly Past(this Violations violations, Date? value, string field, DateOnly today)
    {
        var day = violations.Date(value, field);
        violations.Require(day <= today, field, "Write a day that is not in the future.");
        return day;
    }

    public static DateOnly? OptionalDate(this Violations violations, Date? value, string field)
    {
        if (value is null)
            return null;
        if (value.Year is < 1900 or > 2199 || value.Month is < 1 or > 12 || value.Day < 1
            || value.Day > DateTime.DaysInMonth(value.Year, value.Month))
        {
            violations.Add(field, Day);
            return null;
        }

        return new DateOnly(value.Year, value.Month, value.Day);
    }

    public static string Uuid(this Violations violations, string value, string field)
    {
        if (Guid.TryParseExact(value, "D", out var id) && id != Guid.Empty)
            return id.ToString("D");
        violations.Add(field, "Write a UUID such as 0190f3c4-5b7e-7c3a-9d53-2f6f1f0b7a10.");
        return value;
    }

    public static string RequestId(this Violations violations, string value) => violations.Uuid(value, "request_id");

    // Changes.Etag compares it.
    public static string Etag(this Violations violations, string value, string field = "etag")
    {
        violations.Require(value.Length > 0, field, "Send the etag of the version that you read.");
        return value;
    }

    public static long PositiveEuros(this Violations violations, Money? value, string field)
    {
        if (value is null || value.CurrencyCode != "EUR" || value.Cents is <= 0 or > MostCents)
        {
            violations.Add(field, "Write a positive amount in cents, at most 100,000,000,000, with currency_code EUR.");
            return 0;
        }

        return value.Cents;
    }

    public static Date ToProto(this DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };

    public static Money Euros(long cents) => new() { CurrencyCode = "EUR", Cents = cents };
}
