using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Tests.Protos.Formats;

public class RppsPolicyTests
{
    private const string WrongKey = "10001234560";
    private static readonly string RightKey = RppsNumber.WithKey(1_000_123_456).Value;

    [Fact]
    public void Accepts_NumberWithItsKey_Always()
    {
        Assert.True(new RppsPolicy(AcceptFictitious: false).Accepts(RightKey));
        Assert.True(new RppsPolicy(AcceptFictitious: true).Accepts(RightKey));
    }

    [Fact]
    public void Accepts_WrongKey_OnlyWhenFictitiousNumbersAre()
    {
        Assert.False(new RppsPolicy(AcceptFictitious: false).Accepts(WrongKey));
        Assert.True(new RppsPolicy(AcceptFictitious: true).Accepts(WrongKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1000123456")]
    [InlineData("100012345600")]
    [InlineData("1000123456x")]
    public void Accepts_NotElevenDigits_Never(string text) => Assert.False(new RppsPolicy(AcceptFictitious: true).Accepts(text));

    [Fact]
    public void TryParse_AcceptedNumber_GivesIt()
    {
        Assert.True(new RppsPolicy(AcceptFictitious: true).TryParse(WrongKey, out var number));
        Assert.Equal(WrongKey, number.Value);
    }
}
