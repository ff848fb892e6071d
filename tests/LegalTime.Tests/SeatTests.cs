using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

/// <summary>CPC art. 643 and 644: months added by seat of the court and residence of the person, and the calendar of the seat.</summary>
public class SeatTests
{
    private static readonly Residence[] Columns =
    [
        Residence.Metropolitan, Residence.Guadeloupe, Residence.Martinique, Residence.Guyane, Residence.LaReunion, Residence.Mayotte,
        Residence.SaintBarthelemy, Residence.SaintMartin, Residence.SaintPierreEtMiquelon, Residence.WallisEtFutuna, Residence.NewCaledonia,
        Residence.FrenchPolynesia, Residence.FrenchSouthernTerritories, Residence.Abroad,
    ];

    private static readonly Dictionary<Territory, string> Months = new()
    {
        [Territory.Metropolitan] = "0 1 1 1 1 1 1 1 1 1 1 1 1 2",
        [Territory.AlsaceMoselle] = "0 1 1 1 1 1 1 1 1 1 1 1 1 2",
        [Territory.Guadeloupe] = "1 0 1 1 1 1 1 1 1 1 1 1 1 2",
        [Territory.Martinique] = "1 1 0 1 1 1 1 1 1 1 1 1 1 2",
        [Territory.Guyane] = "1 1 1 0 1 1 1 1 1 1 1 1 1 2",
        [Territory.LaReunion] = "1 1 1 1 0 1 1 1 1 1 1 1 1 2",
        [Territory.Mayotte] = "1 1 1 1 1 0 1 1 1 1 1 1 1 2",
        [Territory.SaintBarthelemy] = "1 1 1 1 1 1 0 1 1 1 1 1 1 2",
        [Territory.SaintMartin] = "1 1 1 1 1 1 1 0 1 1 1 1 1 2",
        [Territory.SaintPierreEtMiquelon] = "1 1 1 1 1 1 1 1 0 1 1 1 1 2",
    };

    public static int MonthsFor(Territory seat, Residence residence) => Months[seat].Split(' ').Select(int.Parse).ElementAt(Array.IndexOf(Columns, residence));

    public static TheoryData<string, Territory> RulesAndSeats()
    {
        var data = new TheoryData<string, Territory>();
        foreach (var rule in LegalRules.All.Where(rule => rule.Counting is Counting.ToAct or Counting.Granted or Counting.Clear))
        {
            foreach (var seat in Months.Keys)
                data.Add(rule.Code, seat);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RulesAndSeats))]
    public void Compute_EveryStartDayOf2026To2028_EndsAsTheNaiveCalendarSays(string code, Territory seat)
    {
        var rule = LegalRules.All.Single(rule => rule.Code == code);
        var version = rule.Versions[^1];
        foreach (var residence in version.ExtendedByDistance ? Columns : [Residence.Metropolitan, Residence.Mayotte, Residence.Abroad])
        {
            var months = version.Period.Months + (version.ExtendedByDistance ? MonthsFor(seat, residence) : 0);
            var days = version.Period.Days + (rule.Counting == Counting.Clear ? 1 : 0);
            for (var from = new DateOnly(2026, 1, 1); from.Year <= 2028; from = from.AddDays(1))
            {
                var expected = NaiveCalendar.LastDay(from, months, days, seat);
                var limit = TimeLimits.Compute(rule, from, residence, seat: seat);
                Assert.True(expected == limit.LastDay, $"{code} {seat} {residence} from {from:O}: expected {expected:O}, got {limit.LastDay:O}");
            }
        }
    }

    [Theory]
    // Good Friday, 3 April 2026, then the Easter week-end.
    [InlineData("2026-03-04", Territory.Metropolitan, "2026-04-03")]
    [InlineData("2026-03-04", Territory.AlsaceMoselle, "2026-04-07")]
    // Friday 26 December 2025.
    [InlineData("2025-11-26", Territory.AlsaceMoselle, "2025-12-29")]
    // Monday 20 December 2027.
    [InlineData("2027-11-20", Territory.LaReunion, "2027-12-21")]
    [InlineData("2027-11-20", Territory.Metropolitan, "2027-12-20")]
    // Monday 27 April 2026.
    [InlineData("2026-03-28", Territory.Mayotte, "2026-04-28")]
    public void Compute_Appeal_FollowsTheCalendarOfTheSeat(string from, Territory seat, string last)
    {
        var home = Columns.Single(residence => MonthsFor(seat, residence) == 0);

        Assert.Equal(DateOnly.Parse(last), TimeLimits.Compute(LegalRules.Appeal, DateOnly.Parse(from), home, seat: seat).LastDay);
    }

    [Fact]
    public void Compute_OverseasSeat_NamesTheArticleAndTheSeat()
    {
        var steps = TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10), Residence.Metropolitan, seat: Territory.Guadeloupe).Steps;

        Assert.Contains(
            new TimeLimitStep(
                new(2026, 3, 10), "CPC art. 644",
                "Le délai est augmenté de 1 mois, la juridiction ayant son siège en Guadeloupe, où l'intéressé ne demeure pas : 1 mois et 30 jours."),
            steps);
        // 10 April + 30 days = Sunday 10 May.
        Assert.Equal(new DateOnly(2026, 5, 11), steps[^1].Date);
        Assert.Contains(
            TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10), Residence.Abroad, seat: Territory.Guadeloupe).Steps,
            step => step is { Article: "CPC art. 644", Text: "Le délai est augmenté de 2 mois, l'intéressé demeurant à l'étranger : 2 mois et 30 jours." });
    }

    [Theory]
    [InlineData(Territory.Martinique, "à la Martinique")]
    [InlineData(Territory.Guyane, "en Guyane")]
    [InlineData(Territory.LaReunion, "à La Réunion")]
    [InlineData(Territory.Mayotte, "à Mayotte")]
    [InlineData(Territory.SaintBarthelemy, "à Saint-Barthélemy")]
    [InlineData(Territory.SaintMartin, "à Saint-Martin")]
    [InlineData(Territory.SaintPierreEtMiquelon, "à Saint-Pierre-et-Miquelon")]
    public void Compute_OverseasSeat_IsWrittenAsFrenchDoes(Territory seat, string french) => Assert.Contains(
        TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10), Residence.Metropolitan, seat: seat).Steps,
        step => step.Text.Contains($"ayant son siège {french}, où", StringComparison.Ordinal));

    [Theory]
    [InlineData(Territory.NewCaledonia)]
    [InlineData(Territory.FrenchPolynesia)]
    public void Compute_SeatWithItsOwnCode_IsRefusedWithTheArticle(Territory seat)
    {
        foreach (var rule in LegalRules.All)
        {
            var refused = Assert.Throws<NotSupportedException>(() => TimeLimits.Compute(rule, new(2026, 3, 10), Residence.NewCaledonia, seat: seat));
            Assert.Contains("CSP art. R.4441-27", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Compute_OverseasSeatAndUnnamedResidence_IsRefused()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(
            () => TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10), Residence.Overseas, seat: Territory.Mayotte));
        Assert.StartsWith("Name the overseas territory:", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10), (Residence)99));
    }

    [Fact]
    public void Compute_WallisEtFutuna_HasNoCalendar() => Assert.Throws<NotSupportedException>(
        () => TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10), Residence.WallisEtFutuna, seat: Territory.WallisEtFutuna));
}
