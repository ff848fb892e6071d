using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.Discipline.Enforcement;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Tests.Discipline;

public class EnforcementRulesTests
{
    private static DecisionRow Row(Sanction sanction, int duration = 0, int suspended = 0) => new()
    {
        Id = "0199",
        Rpps = DisciplineApp.Doctor75,
        Sanction = sanction,
        DurationMonths = duration,
        SuspendedMonths = suspended,
        LastDayOfAppeal = new DateOnly(2026, 1, 30),
    };

    [Theory]
    [InlineData(Sanction.Acquittal)]
    [InlineData(Sanction.Warning)]
    [InlineData(Sanction.Reprimand)]
    public void Restriction_OfWhatRestrictsNothing_IsNone(Sanction sanction) => Assert.Null(EnforcementRules.Restriction(Row(sanction)));

    [Fact]
    public void Restriction_SuspendedAsAWhole_IsNone() => Assert.Null(EnforcementRules.Restriction(Row(Sanction.BanFromPractice, 6, 6)));

    [Fact]
    public void Restriction_FirmPart_RunsFromTheDayAfterTheAppealTime()
    {
        var restriction = EnforcementRules.Restriction(Row(Sanction.BanFromPractice, 6, 4))!;

        Assert.Equal(Requests.Day(2026, 1, 31), restriction.EffectiveOn);
        // Two months from 31 January end on 30 March.
        Assert.Equal(Requests.Day(2026, 3, 30), restriction.EndsOn);
    }

    [Theory]
    [InlineData(Sanction.Radiation, RestrictingSanction.Radiation)]
    [InlineData(Sanction.BanFromFunctions, RestrictingSanction.BanFromFunctions)]
    public void Restriction_WithoutDuration_HasNoEnd(Sanction sanction, RestrictingSanction expected)
    {
        var restriction = EnforcementRules.Restriction(Row(sanction))!;

        Assert.Equal(expected, restriction.Sanction);
        Assert.Null(restriction.EndsOn);
    }
}
