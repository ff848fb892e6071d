using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class TimeLimitsTests
{
    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    // Thirty days; the first day is not counted.
    [InlineData("2026-03-10", Residence.Metropolitan, "2026-04-09")]
    // Saturday 11 April 2026 moves to Monday.
    [InlineData("2026-03-12", Residence.Metropolitan, "2026-04-13")]
    // Sunday 5 April 2026 is Easter, and Monday 6 April a holiday.
    [InlineData("2026-03-06", Residence.Metropolitan, "2026-04-07")]
    // 25 May 2026 is Whit Monday.
    [InlineData("2026-04-25", Residence.Metropolitan, "2026-05-26")]
    // 1 January 2027 is a Friday.
    [InlineData("2026-12-02", Residence.Metropolitan, "2027-01-04")]
    // The limit runs over 29 February, and in the next case ends on it.
    [InlineData("2028-02-01", Residence.Metropolitan, "2028-03-02")]
    [InlineData("2028-01-30", Residence.Metropolitan, "2028-02-29")]
    // Months are added before days: 31 January + 1 month = 28 February, + 30 days = 30 March (the other order would give 2 April).
    [InlineData("2026-01-31", Residence.Overseas, "2026-03-30")]
    // Abroad: 31 December + 2 months = 28 February 2027, + 30 days = Tuesday 30 March.
    [InlineData("2026-12-31", Residence.Abroad, "2027-03-30")]
    public void Compute_Appeal_EndsOn(string notified, Residence residence, string lastDay)
    {
        var limit = TimeLimits.Compute(LegalRules.Appeal, Day(notified), residence);

        Assert.Equal(Day(lastDay), limit.LastDay);
        Assert.Equal(Day(lastDay).AddDays(1), limit.DayAfter);
    }

    [Theory]
    [InlineData("2025-08-31", "2026-03-02")] // 28 February 2026 is a Saturday.
    [InlineData("2027-08-31", "2028-02-29")] // The last day of a leap February.
    [InlineData("2026-02-28", "2026-08-28")] // The same day number, not the last day of the month.
    public void Compute_FirstInstanceDecision_EndsOn(string filed, string lastDay) =>
        Assert.Equal(Day(lastDay), TimeLimits.Compute(LegalRules.FirstInstanceDecision, Day(filed)).LastDay);

    [Fact]
    public void Compute_AppealBeforeDecember2019_KnowsNoDistance()
    {
        var limit = TimeLimits.Compute(LegalRules.Appeal, Day("2019-12-05"), Residence.Overseas);

        // Saturday 4 January 2020 moves to Monday.
        Assert.Equal(Day("2020-01-06"), limit.LastDay);
        Assert.DoesNotContain(limit.Steps, step => step.Article == "CPC art. 643");
        // 6 January + 30 days = Wednesday 5 February.
        Assert.Equal(Day("2020-02-05"), TimeLimits.Compute(LegalRules.Appeal, Day("2019-12-06"), Residence.Overseas).LastDay);
    }

    [Fact]
    public void Compute_BeforeTheRuleWasInForce_Throws()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => TimeLimits.Compute(LegalRules.Appeal, Day("2007-03-26")));
        Assert.StartsWith("appeal was not in force on that day.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_EmergencySuspension_CountsItsFirstDayAndNeverRolls()
    {
        // 9 August 2026 is a Sunday; the end of a measure does not move to Monday.
        Assert.Equal(Day("2026-08-09"), TimeLimits.Compute(LegalRules.EmergencySuspension, Day("2026-03-10")).LastDay);
    }

    [Fact]
    public void Compute_WhenTheLastDayIsClosed_ExplainsEachStepWithItsArticle()
    {
        var limit = TimeLimits.Compute(LegalRules.Appeal, Day("2026-03-06"), Residence.Metropolitan);

        Assert.Equal(
            [
                "CSP art. R.4126-44: Appel devant la chambre disciplinaire nationale : délai de 30 jours, à compter du vendredi 6 mars 2026 "
                + "(rédaction en vigueur depuis le 6 décembre 2019).",
                "CPC art. 641, al. 1er: Ce premier jour ne compte pas.",
                "CPC art. 641: 30 jours : le dimanche 5 avril 2026.",
                "CPC art. 642: Le dimanche 5 avril 2026 n'étant pas ouvrable, le délai est prorogé jusqu'au premier jour ouvrable suivant, le mardi 7 avril 2026.",
                "CPC art. 642: Le délai expire le mardi 7 avril 2026 à vingt-quatre heures.",
            ],
            limit.Steps.Select(step => $"{step.Article}: {step.Text}"));
    }

    [Fact]
    public void Compute_FromAbroadOnAShortMonth_SaysWhyTheNumberIsMissing()
    {
        var steps = TimeLimits.Compute(LegalRules.Appeal, Day("2026-12-31"), Residence.Abroad).Steps;
        var texts = steps.Select(step => step.Text).ToArray();

        Assert.Equal("CPC art. 643", steps[2].Article);
        Assert.Contains("Le délai est augmenté de 2 mois, l'intéressé demeurant à l'étranger : 2 mois et 30 jours.", texts);
        Assert.Contains("2 mois : à défaut du même quantième, dernier jour du mois, le dimanche 28 février 2027.", texts);
        Assert.Contains("30 jours, décomptés après les mois : le mardi 30 mars 2027.", texts);
    }

    [Fact]
    public void Compute_TheFirstOfAMonth_IsWrittenAsFrenchDoes()
    {
        var limit = TimeLimits.Compute(LegalRules.Appeal, Day("2026-09-01"));

        Assert.Contains("mardi 1er septembre 2026", limit.Steps[0].Text, StringComparison.Ordinal);
    }
}
