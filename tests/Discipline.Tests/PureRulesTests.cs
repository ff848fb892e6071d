using OrdreCouncils.Discipline;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Tests.Discipline;

public class PureRulesTests
{
    [Fact]
    public void Chambers_EveryCouncil_HasOneChamberOfItsTerritory()
    {
        Assert.All(CouncilCode.All, code => Assert.True(Chambers.IsChamber(Chambers.CompetentFor(code)), code));
        Assert.Equal(16, CouncilCode.All.Select(Chambers.CompetentFor).Distinct().Count());
        Assert.Equal("hauts-de-france", Chambers.CompetentFor("62"));
        Assert.Equal("occitanie", Chambers.CompetentFor("81"));
        Assert.Equal(
            [null, OrdreCouncils.LegalTime.Territory.Guadeloupe, OrdreCouncils.LegalTime.Territory.Metropolitan],
            new[] { "987", "973", "67" }.Select(council => Chambers.SeatOf(Chambers.CompetentFor(council))));
        Assert.Equal(
            ["provence-alpes-cote-d-azur-corse", "provence-alpes-cote-d-azur-corse", "ile-de-france"],
            new[] { "2A", "13", "986" }.Select(Chambers.CompetentFor));
        Assert.Equal("provence-alpes-cote-d-azur-corse", Chambers.Named("corse"));
        Assert.False(Chambers.IsChamber("corse"));
        Assert.True(Chambers.IsOverseas("974"));
        Assert.False(Chambers.IsOverseas("2A"));
    }
}
