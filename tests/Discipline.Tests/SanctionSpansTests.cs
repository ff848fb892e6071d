using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Bans around stays, without a store. The ban begins on 1 March 2026.</summary>
public class SanctionSpansTests
{
    private static readonly DateOnly First = new(2026, 3, 1);

    [Fact]
    public void StayFromTheFirstDay_LeavesOneSpanUnderTheSameKey() =>
        Assert.Equal([new Effect("D", Sanction.BanFromPractice, Day(6), Day(20))], Of(Ban(), (Day(1), Day(6))));

    [Fact]
    public void StayBeforeTheFirstDay_TakesNothingAway() =>
        Assert.Equal([new Effect("D", Sanction.BanFromPractice, Day(1), Day(15))], Of(Ban(), (First.AddDays(-9), First.AddDays(-3))));

    [Fact]
    public void StayAfterTheLastDay_ChangesNothing() =>
        Assert.Equal([new Effect("D", Sanction.BanFromPractice, Day(1), Day(15))], Of(Ban(), (Day(20), null)));

    [Fact]
    public void RevokedPart_IsNotServedWhileTheNewBanIsStayed()
    {
        var ban = Ban() with { Revokes = "E", RevokedSanction = Sanction.BanFromPractice, RevokedDays = 5 };

        Assert.Equal(["D"], Of(ban, (Day(10), null)).Select(effect => effect.Key));
        // Nine days are served before the stay, six after it.
        Assert.Equal(
            [("D", Day(1), Day(9)), ("D/2", Day(12), Day(17)), ("D/sursis", Day(18), Day(22))],
            Of(ban, (Day(10), Day(12))).Select(effect => (effect.Key, effect.From, effect.Until!.Value)));
    }

    /// <summary>Every appeal suspends there (CSP L.4441-10).</summary>
    [Theory]
    [InlineData("ile-de-france", 1)]
    [InlineData("nouvelle-caledonie", 0)]
    public void UrgentDecision_HoldsAtOnceButInNewCaledonia(string chamber, int spans)
    {
        var decision = Ban() with
        {
            Kind = DecisionKind.FirstInstance, Urgent = true, DecidedOn = First, NotifiedOn = First, LastDayOfAppeal = First.AddDays(30),
        };
        var proceeding = new Proceeding
        {
            CaseId = "C", Rpps = "", Council = "75", RegisterCouncil = "75", Chamber = chamber, HasAuthor = false, Decisions = [decision],
        };

        Assert.Equal(spans, OutcomeRules.Of(proceeding, Day(2)).Effects.Count);
    }

    private static DecisionRow Ban() => new() { Id = "D", Sanction = Sanction.BanFromPractice, DurationDays = 15 };

    private static DateOnly Day(int day) => new(2026, 3, day);

    private static IReadOnlyList<Effect> Of(DecisionRow decision, params (DateOnly From, DateOnly? Until)[] stays) =>
        SanctionSpans.Of(SanctionTerms.Of(decision), First, stays);
}
