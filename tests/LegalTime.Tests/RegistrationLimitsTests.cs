using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class RegistrationLimitsTests
{
    [Theory]
    // 15 June 2026 is a Monday.
    [InlineData("registration-decision", "2026-03-15", "2026-06-15")]
    // 28 February 2026 is a Saturday, so the limit moves to Monday 2 March.
    [InlineData("registration-decision", "2025-11-30", "2026-03-02")]
    // 15 August 2026, Assumption, is a Saturday.
    [InlineData("registration-decision-expertise", "2026-03-15", "2026-08-17")]
    [InlineData("registration-decision-enquiry", "2026-03-15", "2026-09-15")]
    [InlineData("registration-acknowledgement", "2026-03-15", "2026-04-15")]
    [InlineData("registration-notification", "2026-03-10", "2026-03-17")]
    [InlineData("registration-appeal", "2026-03-10", "2026-04-09")]
    // 14 May 2026 is Ascension Thursday.
    [InlineData("national-registration-appeal", "2026-04-14", "2026-05-15")]
    [InlineData("change-declaration", "2026-02-13", "2026-03-13")]
    [InlineData("registration-withdrawal", "2026-03-15", "2026-07-15")]
    // 14 July is Bastille Day.
    [InlineData("national-registration-withdrawal", "2026-04-14", "2026-07-15")]
    // Délai franc: neither 10 March nor 10 May counts; 11 May is a Monday.
    [InlineData("registration-review", "2026-03-10", "2026-05-11")]
    // Délai franc: 14 June is a Sunday.
    [InlineData("registration-review", "2026-04-13", "2026-06-15")]
    [InlineData("early-registration-filing", "2026-03-15", "2026-07-15")]
    [InlineData("suspension-appeal", "2026-03-15", "2026-03-25")]
    // Six weeks, and Easter Monday moves the ten days of 27 March.
    [InlineData("suspension-expert-report", "2026-02-02", "2026-03-16")]
    [InlineData("suspension-appeal", "2026-03-27", "2026-04-07")]
    [InlineData("suspension-ruling", "2026-02-02", "2026-04-02")]
    // Three days from Thursday 12 March end on a Sunday.
    [InlineData("emergency-suspension-hearing", "2026-03-12", "2026-03-16")]
    [InlineData("emergency-suspension-national-ruling", "2026-05-15", "2026-07-15")]
    public void Compute_Registration_EndsOnTheDayOfTheCalendar(string code, string from, string last)
    {
        var rule = LegalRules.All.Single(rule => rule.Code == code);

        Assert.Equal(DateOnly.Parse(last), TimeLimits.Compute(rule, DateOnly.Parse(from)).LastDay);
    }

    [Fact]
    public void Compute_Suspended_AddsTheDaysBeforeLookingForAWorkingDay()
    {
        var held = new SuspendedSpan(new(2026, 4, 1), new(2026, 4, 6), "CSP art. L.4112-3", "Interrogation");

        var limit = TimeLimits.Compute(LegalRules.RegistrationDecision, new(2026, 3, 15), suspensions: [held]);

        // Five days from 15 June end on Saturday 20, so the limit moves to Monday 22.
        Assert.Equal(new DateOnly(2026, 6, 22), limit.LastDay);
        Assert.Contains(limit.Steps, step => step.Date == new DateOnly(2026, 6, 20) && step.Article == held.Article);
    }

    [Fact]
    public void Compute_SuspendedForNoDay_IsTheSame()
    {
        var none = new SuspendedSpan(new(2026, 4, 1), new(2026, 4, 1), "x", "x");

        Assert.Equal(
            TimeLimits.Compute(LegalRules.RegistrationDecision, new(2026, 3, 15)).Steps,
            TimeLimits.Compute(LegalRules.RegistrationDecision, new(2026, 3, 15), suspensions: [none]).Steps);
    }

    [Theory]
    // A year limit ends on the same day number, even on a Sunday.
    [InlineData("2022-05-31", "2025-05-31")]
    [InlineData("2023-03-15", "2026-03-15")]
    [InlineData("2024-02-29", "2027-02-28")]
    public void Compute_Relief_WaitsThreeYearsAndNotForAWorkingDay(string from, string last)
    {
        var wait = TimeLimits.Compute(LegalRules.RadiationRelief, DateOnly.Parse(from));

        Assert.Equal(DateOnly.Parse(last), wait.LastDay);
        Assert.Equal(wait.LastDay, wait.Steps[^1].Date);
    }
}
