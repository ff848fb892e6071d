using OrdreCouncils.Discipline;

namespace OrdreCouncils.Tests.Discipline;

public class PureRulesTests
{
    [Fact]
    public void Chambers_EveryCouncil_HasOneChamberOfItsTerritory()
    {
        string[] codes =
        [
            .. Enumerable.Range(1, 95).Where(number => number != 20).Select(number => $"{number:00}"), "2A", "2B",
            "971", "972", "973", "974", "975", "976", "987", "988",
        ];

        Assert.Equal(104, codes.Length);
        Assert.All(codes, code => Assert.True(Chambers.IsCouncil(code) && Chambers.IsChamber(Chambers.CompetentFor(code)), code));
        Assert.False(Chambers.IsCouncil("20"));
        Assert.False(Chambers.IsCouncil("96"));
        Assert.Equal(17, codes.Select(Chambers.CompetentFor).Distinct().Count());
        Assert.Equal("hauts-de-france", Chambers.CompetentFor("62"));
        Assert.Equal("occitanie", Chambers.CompetentFor("81"));
        Assert.True(Chambers.IsOverseas("974"));
        Assert.False(Chambers.IsOverseas("2A"));
    }
}
