using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Calendars;

internal static class CalendarsRegistration
{
    public static void AddCalendars(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ICalendarSource, DeadlineSource>();
        builder.Services.AddSingleton<ICalendarSource, HearingSource>();
        builder.Services.AddSingleton<CalendarPages>();
        builder.AddContract<CalendarsGrpc>();
    }

    public static void MapCalendars(this WebApplication app) => app.Services.GetRequiredService<CalendarPages>().Map(app);
}
