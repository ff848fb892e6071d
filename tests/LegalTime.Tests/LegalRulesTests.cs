using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class LegalRulesTests
{
    [Fact]
    public void All_HoldsEveryRuleOnce()
    {
        var declared = typeof(LegalRules).GetFields().Where(field => field.FieldType == typeof(LegalRule)).Select(field => field.GetValue(null)).ToArray();

        Assert.Equal(declared, LegalRules.All);
        Assert.Equal(LegalRules.All.Count, LegalRules.All.Select(rule => rule.Code).Distinct().Count());
    }

    [Fact]
    public void All_VersionsFollowEachOtherWithoutGapOrOverlap()
    {
        foreach (var rule in LegalRules.All)
        {
            Assert.NotEmpty(rule.Versions);
            Assert.Null(rule.Versions[^1].Until);
            foreach (var (earlier, later) in rule.Versions.Zip(rule.Versions.Skip(1)))
                Assert.Equal(earlier.Until!.Value.AddDays(1), later.From);
        }
    }

    [Fact]
    public void InForceOn_AroundAChange_PicksTheWordingOfTheDay()
    {
        Assert.Null(LegalRules.Appeal.InForceOn(new DateOnly(2007, 3, 26)));
        Assert.False(LegalRules.Appeal.InForceOn(new DateOnly(2019, 12, 31))!.ExtendedByDistance);
        Assert.True(LegalRules.Appeal.InForceOn(new DateOnly(2020, 1, 1))!.ExtendedByDistance);
    }
}
