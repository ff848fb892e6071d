using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

/// <summary>The texts that notices quote, the first years of holidays, and the clock of Paris.</summary>
public class WordingTests
{
    [Theory]
    [InlineData(2026, 1, 1, "jour de l'An")]
    [InlineData(2026, 5, 1, "fête du Travail")]
    [InlineData(1982, 5, 8, "victoire de 1945")]
    [InlineData(2026, 5, 14, "Ascension")]
    [InlineData(2026, 5, 25, "lundi de Pentecôte")]
    [InlineData(1880, 7, 14, "fête nationale")]
    [InlineData(2026, 8, 15, "Assomption")]
    [InlineData(2026, 11, 1, "Toussaint")]
    [InlineData(1922, 11, 11, "armistice de 1918")]
    [InlineData(2026, 12, 25, "Noël")]
    [InlineData(1981, 5, 8, null)]
    [InlineData(1879, 7, 14, null)]
    [InlineData(1921, 11, 11, null)]
    public void NameOf_Holiday_IsItsFrenchName(int year, int month, int day, string? name) =>
        Assert.Equal(name, PublicHolidays.NameOf(new DateOnly(year, month, day)));

    [Fact]
    public void Compute_LastsAtMost_NamesItsFirstAndLastDay() => Assert.Equal(
        [
            "CSP art. L.4113-14: Suspension en urgence par le directeur général de l'ARS : 5 mois au plus, à compter du mardi 10 mars 2026 inclus "
            + "(rédaction en vigueur depuis le 19 janvier 2018).",
            "CSP art. L.4113-14: Le dernier jour est le dimanche 9 août 2026, fût-il chômé.",
        ],
        Texts(TimeLimits.Compute(LegalRules.EmergencySuspension, new(2026, 3, 10))));

    [Fact]
    public void Compute_ToWait_NamesTheDayOnWhichTheTimeHasPassed() => Assert.Equal(
        [
            "CSP art. L.4124-8: Demande de relèvement de la radiation : 3 ans au moins, à compter du mercredi 15 mars 2023 "
            + "(rédaction en vigueur depuis le 23 juillet 2009).",
            "CPC art. 641: Ce temps est écoulé le dimanche 15 mars 2026 à vingt-quatre heures.",
        ],
        Texts(TimeLimits.Compute(LegalRules.RadiationRelief, new(2023, 3, 15))));

    [Fact]
    public void Compute_ClearAndSuspended_NamesEachDayAdded()
    {
        var held = new SuspendedSpan(new(2026, 4, 1), new(2026, 4, 2), "article", "Interrogation");

        var texts = Texts(TimeLimits.Compute(LegalRules.RegistrationReview, new(2026, 3, 10), suspensions: [held]));

        Assert.Contains("CPC art. 641: 2 mois : jour portant le même quantième, le dimanche 10 mai 2026.", texts);
        Assert.Contains(
            "article: Interrogation : délai suspendu du mercredi 1er avril 2026 au jeudi 2 avril 2026, 1 jour de plus : le lundi 11 mai 2026.", texts);
        Assert.Contains("CJA art. R.421-1: Délai franc : le jour de l'échéance ne compte pas, le mardi 12 mai 2026.", texts);
    }

    [Fact]
    public void Compute_OverseasToAHoliday_NamesTheDistanceAndTheHoliday()
    {
        Assert.Contains(
            "CPC art. 643: Le délai est augmenté de 1 mois, l'intéressé demeurant outre-mer : 1 mois et 30 jours.",
            Texts(TimeLimits.Compute(LegalRules.Appeal, new(2026, 1, 31), Residence.Overseas)));
        Assert.Contains(
            Texts(TimeLimits.Compute(LegalRules.RegistrationDecision, new(2026, 4, 14))),
            text => text.StartsWith("CPC art. 642: Le mardi 14 juillet 2026 étant férié (fête nationale)", StringComparison.Ordinal));
    }

    [Fact]
    public void Days_OfASpanThatEndsBeforeItStarts_IsZero() =>
        Assert.Equal(0, new SuspendedSpan(new(2026, 4, 2), new(2026, 4, 1), "x", "x").Days);

    [Fact]
    public void InFrench_OfAnInstant_IsTheDayAndTimeInParis() =>
        Assert.Equal("lundi 1er juin 2026 à 14h05", new DateTimeOffset(2026, 6, 1, 12, 5, 0, TimeSpan.Zero).InFrench());

    [Fact]
    public void DayInFrench_OfEachMonth_IsItsFrenchName() => Assert.Equal(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".Split(' ').Select(month => $"2 {month} 2026"),
        Enumerable.Range(1, 12).Select(month => new DateOnly(2026, month, 2).DayInFrench()));

    [Theory]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T01:30:00Z")] // This local time occurs twice; the second is used.
    [InlineData("2026-07-14T12:00:00", "2026-07-14T10:00:00Z")]
    public void FromParis_IsTheInstant(string local, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), LegalDay.FromParis(DateTime.Parse(local)));

    [Fact]
    public void EndOf_ADayInSummer_IsMidnightInParis() =>
        Assert.Equal(new DateTimeOffset(2026, 7, 14, 22, 0, 0, TimeSpan.Zero), LegalDay.EndOf(new(2026, 7, 14)));

    private static IEnumerable<string> Texts(TimeLimit limit) => limit.Steps.Select(step => $"{step.Article}: {step.Text}");
}
