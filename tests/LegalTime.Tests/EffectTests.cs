using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

/// <summary>Limits that begin again, times given by a president, windows and days of effect, as notices explain them.</summary>
public class EffectTests
{
    [Fact]
    public void ComputeAgain_AfterACorrection_RunsWholeFromTheOrder()
    {
        var limit = TimeLimits.ComputeAgain(LegalRules.Appeal, Restart.ByCorrection(new(2026, 3, 10)), Residence.Guadeloupe);

        // One month: 10 April; 30 days: Sunday 10 May.
        Assert.Equal(new DateOnly(2026, 5, 11), limit.LastDay);
        Assert.Equal(
            new TimeLimitStep(
                new(2026, 3, 10), "CJA art. R.741-11, al. 2",
                "Notification de l'ordonnance rectificative : un nouveau délai court à compter du mardi 10 mars 2026."),
            limit.Steps[0]);
        Assert.Equal(TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10), Residence.Guadeloupe).Steps, limit.Steps.Skip(1));
    }

    [Fact]
    public void ComputeAgain_AfterAnExpressRefusal_FollowsTheCalendarOfTheSeat()
    {
        var limit = TimeLimits.ComputeAgain(
            LegalRules.RegistrationAppeal, Restart.ByExpressRefusal(new(2026, 4, 27)), Residence.Guadeloupe, Territory.Guadeloupe);

        Assert.Equal(new DateOnly(2026, 5, 28), limit.LastDay);
        Assert.Equal(("CJA art. R.421-2", "Notification de la décision expresse de rejet : un nouveau délai court à compter du lundi 27 avril 2026."),
            (limit.Steps[0].Article, limit.Steps[0].Text));
    }

    [Fact]
    public void Compute_Granted_SaysThatItIsAMinimum() => Assert.Equal(
        [
            "CSP art. R.4126-12, al. 2: Production du mémoire en défense : délai de 1 mois au moins, à compter du mercredi 10 juin 2026 "
            + "(rédaction en vigueur depuis le 6 décembre 2019).",
            "CPC art. 641, al. 1er: Ce premier jour ne compte pas.",
            "CPC art. 641: 1 mois : jour portant le même quantième, le vendredi 10 juillet 2026.",
            "CPC art. 642: Le délai imparti ne peut expirer avant le vendredi 10 juillet 2026 à vingt-quatre heures.",
        ],
        Texts(TimeLimits.Compute(LegalRules.DefenceTime, new(2026, 6, 10))));

    [Fact]
    public void Compute_Window_NamesItsLastDay() => Assert.Equal(
        [
            "CSP art. L.4124-6, dernier alinéa: Faits nouveaux exposant au sursis : 5 ans, à compter du samedi 15 août 2026 "
            + "(rédaction en vigueur depuis le 18 février 2017).",
            "CPC art. 641: Le dernier jour est le vendredi 15 août 2031 à vingt-quatre heures, fût-il chômé.",
        ],
        Texts(TimeLimits.Compute(LegalRules.SuspendedPart, new(2026, 8, 15))));

    [Fact]
    public void Compute_TakesEffect_SaysTheDayItselfOrTheNext()
    {
        Assert.Equal(
            [
                "CSP art. R.4126-40: Décision de première instance devenue définitive, sans appel : le lendemain du jeudi 30 avril 2026, soit le vendredi 1er "
                + "mai 2026, fût-il chômé (rédaction en vigueur depuis le 27 mars 2007).",
            ],
            Texts(TimeLimits.Compute(LegalRules.FinalWithoutAppeal, new(2026, 4, 30))));
        Assert.Equal(
            [
                "CSP art. R.4126-47: Décision de la chambre disciplinaire nationale devenue définitive : le jour même, soit le samedi 15 août 2026, fût-il "
                + "chômé (rédaction en vigueur depuis le 6 décembre 2019).",
            ],
            Texts(TimeLimits.Compute(LegalRules.NationalDecisionFinal, new(2026, 8, 15))));
    }

    [Fact]
    public void Compute_TakesEffectLater_SaysHowLongAfter()
    {
        var rule = LegalRules.FinalWithoutAppeal with { Versions = [new("article", new(2007, 3, 27), null, new LegalPeriod(1, 2))] };

        var text = TimeLimits.Compute(rule, new(2026, 2, 28)).Steps.Single().Text;

        Assert.Contains("1 mois et 2 jours après le samedi 28 février 2026, soit le lundi 30 mars 2026", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_ClearDaysBefore_SaysWhichDaysLieBetween() => Assert.Contains(
        "Jours francs : 3 jours entiers séparent ce jour de l'événement, le lundi 8 juin 2026.",
        BackwardLimits.Compute(BackwardRules.InstructionClosure, new(2026, 6, 12)).Steps.Select(step => step.Text));

    [Fact]
    public void Compute_DistanceOfTheConseilDEtat_NamesItsOwnArticle()
    {
        Assert.Contains(
            "CJA art. R.421-7: Le délai est augmenté de 1 mois, l'intéressé demeurant outre-mer : 3 mois.",
            Texts(TimeLimits.Compute(LegalRules.SuspensionReview, new(2026, 6, 30), Residence.Guadeloupe)));
        // R.4126-48 names CPC art. 643 since 3 March 2023.
        Assert.Contains(
            "CJA art. R.421-7: Le délai est augmenté de 1 mois, l'intéressé demeurant outre-mer : 3 mois.",
            Texts(TimeLimits.Compute(LegalRules.Cassation, new(2023, 3, 2), Residence.Guadeloupe)));
        Assert.Contains(
            "CPC art. 643: Le délai est augmenté de 1 mois, l'intéressé demeurant outre-mer : 3 mois.",
            Texts(TimeLimits.Compute(LegalRules.Cassation, new(2026, 6, 30), Residence.Guadeloupe)));
    }

    [Fact]
    public void Compute_HoursOverseas_ShowsTheClockOfTheCourt()
    {
        var limit = HourLimits.Compute(HourRule.EmergencySuspensionCourt, new(2026, 12, 23, 16, 0, 0, TimeSpan.Zero), Territory.Guadeloupe);

        Assert.Equal(
            "Compté d'heure à heure, le délai expire le vendredi 25 décembre 2026 à 12h00 (heure locale), fût-ce un jour chômé.", limit.Steps[^1].Text);
        Assert.Throws<NotSupportedException>(() => HourLimits.Compute(HourRule.EmergencySuspensionCourt, limit.From, Territory.NewCaledonia));
    }

    [Theory]
    [InlineData(12, 0, "1 an")]
    [InlineData(36, 0, "3 ans")]
    [InlineData(14, 0, "14 mois")]
    [InlineData(24, 1, "2 ans et 1 jour")]
    [InlineData(1, 30, "1 mois et 30 jours")]
    [InlineData(0, 8, "8 jours")]
    public void LegalPeriod_IsWrittenAsFrenchDoes(int months, int days, string french) => Assert.Equal(french, new LegalPeriod(months, days).ToString());

    private static IEnumerable<string> Texts(TimeLimit limit) => limit.Steps.Select(step => $"{step.Article}: {step.Text}");
}
