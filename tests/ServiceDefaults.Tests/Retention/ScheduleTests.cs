using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;

namespace OrdreCouncils.Tests.ServiceDefaults.Retention;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("none", null)]
    [InlineData("90", "2026-08-29")]
    [InlineData("P90D", "2026-08-29")]
    [InlineData("P2W", "2026-11-13")]
    [InlineData("P3Y", "2023-11-27")]
    [InlineData("P1Y6M", "2025-05-27")]
    [InlineData("P3Y; 2026-11-27 P1Y", "2025-11-27")]
    [InlineData("P3Y; 2026-11-28 P1Y", "2023-11-27")]
    [InlineData("P3Y; 2026-01-01 none", null)]
    public void Before_OfAPeriod_IsByTheCalendarAndTheDay(string text, string? day) =>
        Assert.Equal(day, RetentionSchedule.TryParse(text)!.Before(Now)?.ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("P")]
    [InlineData("P0D")]
    [InlineData("PT12H")]
    [InlineData("3 years")]
    [InlineData("P3Y;")]
    [InlineData("P3Y; P1Y")]
    [InlineData("2027-01-01 P1Y")]
    [InlineData("P3Y; 2027-13-01 P1Y")]
    [InlineData("P3Y; 2027-02-01 P1Y; 2027-01-01 P2Y")]
    [InlineData("P9999Y")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.Null(RetentionSchedule.TryParse(text));

    [Theory]
    [InlineData("Retention:Requests", "P6D", "7 days or more")]
    [InlineData("Retention:Requests", "P90D; 2030-01-01 P1D", "7 days or more")]
    [InlineData("Retention:Outbox", "soon", "Retention:Outbox: write 'none'")]
    [InlineData("Retention:AuditEntries", "P2Y", "at least Retention:RecordAccesses")]
    [InlineData("Retention:AuditEntries", "P5Y", "needs Audit:KeyFiles")]
    public async Task Start_WithAPeriodThatDoesNotFit_IsRefusedByName(string setting, string period, string says)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => NotesHost.StartAsync(SqlEngine.Sqlite, settings: new Dictionary<string, string?> { [setting] = period }));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }
}
