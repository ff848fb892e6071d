using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Dates as the console writes them.</summary>
internal static class Dates
{
    public static string Of(DateOnly date) => date.DayInFrench();

    /// <summary>Empty for an absent date.</summary>
    public static string Of(Date? date) => date is null ? "" : Of(ToDateOnly(date));

    public static string Of(Timestamp? instant) => instant is null ? "" : instant.ToDateTimeOffset().InFrench();

    public static DateOnly ToDateOnly(Date date) => new(date.Year, date.Month, date.Day);

    public static Date ToProto(DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };

    /// <summary>Distance between two days in words: « dans 3 jours », « aujourd’hui », « dépassée de 2 jours ».</summary>
    public static string Distance(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "aujourd’hui",
        1 => "demain",
        > 1 and var days => $"dans {days} jours",
        -1 => "dépassée d’un jour",
        var days => $"dépassée de {-days} jours",
    };
}
