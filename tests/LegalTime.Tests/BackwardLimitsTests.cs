using System.Globalization;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class BackwardLimitsTests
{
    private static readonly Territory[] Seats =
        [.. Enum.GetValues<Territory>().Except([Territory.WallisEtFutuna, Territory.NewCaledonia, Territory.FrenchPolynesia])];

    public static TheoryData<string> Codes() => [.. BackwardRules.All.Select(rule => rule.Code)];

    [Fact]
    public void All_HoldsEveryRuleOnce()
    {
        var declared = typeof(BackwardRules).GetFields().Where(field => field.FieldType == typeof(BackwardRule)).Select(field => field.GetValue(null));

        Assert.Equal(declared, BackwardRules.All);
        Assert.Equal(BackwardRules.All.Count, BackwardRules.All.Select(rule => rule.Code).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Compute_EveryEventDayOf2026To2028_EndsAsTheNaiveCalendarSays(string code)
    {
        var rule = BackwardRules.All.Single(rule => rule.Code == code);
        var version = rule.Versions[^1];
        foreach (var seat in Seats)
        {
            foreach (var residence in new[] { Residence.Metropolitan, Residence.Mayotte, Residence.SaintMartin, Residence.FrenchPolynesia, Residence.Abroad })
            {
                var (months, days) = Distance(version.Distance, SeatTests.MonthsFor(seat, residence));
                for (var day = new DateOnly(2026, 1, 1); day.Year <= 2028; day = day.AddDays(1))
                {
                    var expected = NaiveCalendar.Before(
                        day, version.Period.Months + months, version.Period.Days + days + (rule == BackwardRules.InstructionClosure ? 1 : 0),
                        movesBack: rule == BackwardRules.Candidacy, seat);
                    var limit = BackwardLimits.Compute(rule, day, residence, seat);
                    Assert.True(expected == limit.LastDay, $"{code} {seat} {residence} before {day:O}: expected {expected:O}, got {limit.LastDay:O}");
                    Assert.Equal(limit.LastDay, limit.Steps[^1].Date);
                }
            }
        }
    }

    [Theory]
    // Published: vote of the chamber of Hauts-de-France on 16 December 2021, candidacies until Tuesday 16 November at 16:00.
    [InlineData("2021-12-16", Territory.Metropolitan, "2021-11-16")]
    // 6 May 2018 is a Sunday.
    [InlineData("2018-06-05", Territory.Metropolitan, "2018-05-04")]
    // 8 May 2026 is a holiday, a Friday.
    [InlineData("2026-06-07", Territory.Metropolitan, "2026-05-07")]
    // 6 April 2026 is Easter Monday; in Alsace-Moselle Friday 3 is closed too.
    [InlineData("2026-05-06", Territory.Metropolitan, "2026-04-03")]
    [InlineData("2026-05-06", Territory.AlsaceMoselle, "2026-04-02")]
    // Friday 22 May 2026.
    [InlineData("2026-06-21", Territory.Metropolitan, "2026-05-22")]
    [InlineData("2026-06-21", Territory.Martinique, "2026-05-21")]
    public void Compute_Candidacy_EndsOn(string vote, Territory seat, string last) =>
        Assert.Equal(DateOnly.Parse(last), BackwardLimits.Compute(BackwardRules.Candidacy, DateOnly.Parse(vote), seat: seat).LastDay);

    [Theory]
    [InlineData("2021-12-16", Territory.Metropolitan, "2021-11-16T15:00:00Z")]
    [InlineData("2026-07-15", Territory.AlsaceMoselle, "2026-06-15T14:00:00Z")]
    [InlineData("2026-07-15", Territory.Guadeloupe, "2026-06-15T20:00:00Z")]
    [InlineData("2026-07-15", Territory.Martinique, "2026-06-15T20:00:00Z")]
    [InlineData("2026-07-15", Territory.SaintBarthelemy, "2026-06-15T20:00:00Z")]
    [InlineData("2026-07-15", Territory.SaintMartin, "2026-06-15T20:00:00Z")]
    [InlineData("2026-07-15", Territory.Guyane, "2026-06-15T19:00:00Z")]
    [InlineData("2026-07-15", Territory.LaReunion, "2026-06-15T12:00:00Z")]
    [InlineData("2026-07-15", Territory.Mayotte, "2026-06-15T13:00:00Z")]
    [InlineData("2026-07-15", Territory.SaintPierreEtMiquelon, "2026-06-15T18:00:00Z")]
    public void Compute_Candidacy_ClosesAtSixteenWhereTheCouncilSits(string vote, Territory seat, string end) => Assert.Equal(
        DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), BackwardLimits.Compute(BackwardRules.Candidacy, DateOnly.Parse(vote), seat: seat).End);

    [Theory]
    // The last day, Sunday 1 March 2026, stays.
    [InlineData("hearing-summons", "2026-03-16", Residence.Metropolitan, Territory.Metropolitan, "2026-03-01")]
    // 31 March less 1 month = 28 February, less 15 days.
    [InlineData("hearing-summons", "2026-03-31", Residence.Overseas, Territory.Metropolitan, "2026-02-13")]
    // From 17 January, one month and 15 days end on 4 March; from 14 January, on 1 March.
    [InlineData("hearing-summons", "2026-03-01", Residence.Overseas, Territory.Metropolitan, "2026-01-14")]
    [InlineData("hearing-summons", "2026-03-31", Residence.Abroad, Territory.Metropolitan, "2026-01-16")]
    [InlineData("hearing-summons", "2026-03-31", Residence.LaReunion, Territory.LaReunion, "2026-03-16")]
    [InlineData("hearing-summons", "2026-03-31", Residence.Mayotte, Territory.LaReunion, "2026-02-13")]
    // Fifteen days and fifteen days; abroad one month and fifteen days.
    [InlineData("urgent-hearing-summons", "2026-03-31", Residence.Overseas, Territory.Metropolitan, "2026-03-01")]
    [InlineData("urgent-hearing-summons", "2026-03-31", Residence.Abroad, Territory.Metropolitan, "2026-02-13")]
    [InlineData("registration-appeal-summons", "2026-03-16", Residence.Abroad, Territory.Metropolitan, "2026-03-01")]
    [InlineData("election-announcement", "2026-04-30", Residence.Metropolitan, Territory.Metropolitan, "2026-02-28")]
    [InlineData("resumption-expertise", "2028-04-30", Residence.Metropolitan, Territory.Metropolitan, "2028-02-29")]
    [InlineData("cessation-notice", "2026-08-31", Residence.Metropolitan, Territory.Metropolitan, "2026-02-28")]
    [InlineData("electoral-roll-closure", "2026-06-14", Residence.Metropolitan, Territory.Metropolitan, "2026-06-11")]
    [InlineData("suspension-summons", "2026-06-14", Residence.Metropolitan, Territory.Metropolitan, "2026-06-06")]
    public void Compute_Summons_EndsOn(string code, string eventDay, Residence residence, Territory seat, string last)
    {
        var limit = BackwardLimits.Compute(BackwardRules.All.Single(rule => rule.Code == code), DateOnly.Parse(eventDay), residence, seat);

        Assert.Equal(DateOnly.Parse(last), limit.LastDay);
    }

    [Fact]
    public void Compute_WithoutAnHour_EndsAtMidnightWhereTheCourtSits()
    {
        Assert.Equal(
            new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero), BackwardLimits.Compute(BackwardRules.HearingSummons, new(2026, 3, 16)).End);
        Assert.Equal(
            new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.Zero),
            BackwardLimits.Compute(BackwardRules.HearingSummons, new(2026, 3, 16), Residence.LaReunion, Territory.LaReunion).End);
    }

    [Fact]
    public void Compute_BeforeTheRuleWasInForce_Throws()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => BackwardLimits.Compute(BackwardRules.Candidacy, new(2017, 9, 30)));
        Assert.StartsWith("candidacy was not in force on that day.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2017, 9, 1), BackwardLimits.Compute(BackwardRules.Candidacy, new(2017, 10, 1)).LastDay);
    }

    [Fact]
    public void InForceOn_AroundAChange_PicksTheWordingOfTheDay()
    {
        var rule = BackwardRules.Candidacy with
        {
            Versions = [new("old", new(2017, 10, 1), new(2026, 3, 31), LegalPeriod.OfDays(30)), new("new", new(2026, 4, 2), null, LegalPeriod.OfDays(20))],
        };

        Assert.Null(rule.InForceOn(new(2017, 9, 30)));
        Assert.Equal("old", rule.InForceOn(new(2017, 10, 1))?.Article);
        Assert.Equal("old", rule.InForceOn(new(2026, 3, 31))?.Article);
        Assert.Null(rule.InForceOn(new(2026, 4, 1)));
        Assert.Equal("new", rule.InForceOn(new(2026, 4, 2))?.Article);
    }

    [Fact]
    public void Compute_SummonsToWallisEtFutuna_NamesTheSeat() => Assert.Contains(
        "CPC art. 644: Délai de distance de 1 mois, la juridiction ayant son siège dans les îles Wallis et Futuna, où l'intéressé ne demeure pas : 1 mois et 15 jours.",
        Texts(BackwardLimits.Compute(BackwardRules.HearingSummons, new(2026, 3, 31), Residence.Mayotte, Territory.WallisEtFutuna)));

    [Theory]
    [InlineData(Territory.NewCaledonia)]
    [InlineData(Territory.FrenchPolynesia)]
    public void Compute_SeatWithItsOwnCode_IsRefusedWithTheArticle(Territory seat)
    {
        foreach (var rule in BackwardRules.All)
        {
            var refused = Assert.Throws<NotSupportedException>(() => BackwardLimits.Compute(rule, new(2026, 3, 10), seat: seat));
            Assert.Contains("CSP art. R.4441-27", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Compute_SummonsToWallisEtFutuna_NeedsNoCalendar()
    {
        Assert.Equal(
            BackwardLimits.Compute(BackwardRules.HearingSummons, new(2026, 3, 31), Residence.Mayotte).LastDay,
            BackwardLimits.Compute(BackwardRules.HearingSummons, new(2026, 3, 31), Residence.Mayotte, Territory.WallisEtFutuna).LastDay);
        Assert.Throws<NotSupportedException>(
            () => BackwardLimits.Compute(BackwardRules.Candidacy, new(2026, 3, 31), seat: Territory.WallisEtFutuna));
    }

    [Fact]
    public void Compute_Candidacy_ExplainsEachStepWithItsArticle() => Assert.Equal(
        [
            "CSP art. R.4125-6: Dépôt des candidatures : 30 jours au moins avant le dimanche 7 juin 2026 (rédaction en vigueur depuis le 1er octobre 2017).",
            "CSP art. R.4125-6: Ce jour ne compte pas.",
            "CPC art. 641: 30 jours avant : le vendredi 8 mai 2026.",
            "CSP art. R.4125-6: Le vendredi 8 mai 2026 étant férié (victoire de 1945), le délai est ramené au jour ouvrable précédent, le jeudi 7 mai 2026.",
            "CSP art. R.4125-6: Le dernier jour est le jeudi 7 mai 2026, à 16h00 (heure locale).",
        ],
        Texts(BackwardLimits.Compute(BackwardRules.Candidacy, new(2026, 6, 7))));

    [Fact]
    public void Compute_SummonsFromOverseas_ExplainsTheDistanceAndBothCounts()
    {
        Assert.Equal(
            [
                "CSP art. R.4126-25: Convocation des parties à l'audience de la chambre disciplinaire : 15 jours au moins avant le dimanche 1er mars 2026 "
                + "(rédaction en vigueur depuis le 25 mai 2008).",
                "CSP art. R.4126-25: Ce jour ne compte pas.",
                "CPC art. 643: Délai de distance de 1 mois, l'intéressé demeurant outre-mer : 1 mois et 15 jours.",
                "CPC art. 641: 1 mois et 15 jours avant : le samedi 17 janvier 2026.",
                "CPC art. 641: Compté depuis ce jour, le délai de 1 mois et 15 jours dépasserait l'événement : le mercredi 14 janvier 2026.",
                "CSP art. R.4126-25: Le dernier jour est le mercredi 14 janvier 2026, à vingt-quatre heures (heure locale).",
            ],
            Texts(BackwardLimits.Compute(BackwardRules.HearingSummons, new(2026, 3, 1), Residence.Overseas)));
        Assert.Contains(
            "CPC art. 643: Délai de distance de 15 jours, réduit (CSP art. R.4126-25), l'intéressé demeurant outre-mer : 30 jours.",
            Texts(BackwardLimits.Compute(BackwardRules.UrgentHearingSummons, new(2026, 3, 1), Residence.Overseas)));
    }

    internal static (int Months, int Days) Distance(BackwardDistance distance, int months) => distance switch
    {
        BackwardDistance.Added => (months, 0),
        BackwardDistance.Reduced when months == 1 => (0, 15),
        BackwardDistance.Reduced when months == 2 => (1, 0),
        _ => (0, 0),
    };

    private static IEnumerable<string> Texts(BackwardLimit limit) => limit.Steps.Select(step => $"{step.Article}: {step.Text}");
}
