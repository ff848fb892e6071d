using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Tests.Registry.Register;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("D'ÉPREUVE", "d epreuve")]
    [InlineData("  Jean--Loup  ", "jean loup")]
    [InlineData("Lœuillet", "loeuillet")]
    [InlineData("ÇELİK", "celik")]
    [InlineData("Sørensen-Łuk", "sorensen luk")]
    [InlineData("E\u0301tienne", "etienne")]
    [InlineData("N’DIAYE", "n diaye")]
    [InlineData("?!", "")]
    [InlineData("", "")]
    public void Of_Name_KeepsLettersOnly(string name, string key) => Assert.Equal(key, NameKey.Of(name));

    [Fact]
    public void Of_AnyText_NeverThrows()
    {
        for (var letter = 0; letter <= char.MaxValue; letter++)
            Assert.StartsWith("a", NameKey.Of($"A{(char)letter}Z"), StringComparison.Ordinal);
        Assert.Equal("e z", NameKey.Of("É\uFFFEZ"));
        Assert.Equal("e z", NameKey.Of("É\uD800Z"));
        Assert.Equal("e z", NameKey.Of("É\U0001FFFFZ"));
    }

    [Fact]
    public void Sort_ShorterFamilyName_ComesFirst() =>
        Assert.True(string.CompareOrdinal(NameKey.Sort("dupont", "zoe"), NameKey.Sort("dupont martin", "anne")) < 0);
}
