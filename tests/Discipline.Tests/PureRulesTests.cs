using OrdreCouncils.Discipline;
using OrdreCouncils.Discipline.Register;

namespace OrdreCouncils.Tests.Discipline;

public class PureRulesTests
{
    [Theory]
    [InlineData("10123456781", true)]
    [InlineData("10999999997", true)]
    [InlineData("10123456780", false)]
    [InlineData("1012345678", false)]
    [InlineData("101234567811", false)]
    [InlineData("1012345678a", false)]
    [InlineData("١٠١٢٣٤٥٦٧٨١", false)]
    [InlineData("", false)]
    public void RppsNumber_IsValid_ChecksDigitsAndKey(string number, bool valid) => Assert.Equal(valid, RppsNumber.IsValid(number));

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
