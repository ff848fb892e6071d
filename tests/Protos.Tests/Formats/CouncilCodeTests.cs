using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Tests.Protos.Formats;

public class CouncilCodeTests
{
    [Fact]
    public void All_HoldsOneCodeForEachCouncilDelegationAndOrgan() => Assert.Equal(94 + 2 + 9, CouncilCode.All.Count);

    [Theory]
    [InlineData("01")]
    [InlineData("19")]
    [InlineData("2A")]
    [InlineData("2B")]
    [InlineData("95")]
    [InlineData("971")]
    [InlineData("976")]
    [InlineData("986")]
    [InlineData("987")]
    [InlineData("988")]
    public void TryParse_CodeOfACouncil_IsTaken(string text)
    {
        Assert.True(CouncilCode.TryParse(text, out var code));
        Assert.Equal(text, code.ToString());
        Assert.True(CouncilCode.Exists(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("1")]
    [InlineData("001")]
    [InlineData("20")]
    [InlineData("96")]
    [InlineData("2a")]
    [InlineData("2C")]
    [InlineData(" 75")]
    [InlineData("970")]
    [InlineData("977")]
    [InlineData("989")]
    [InlineData("٧٥")]
    public void TryParse_AnythingElse_IsRefused(string text)
    {
        Assert.False(CouncilCode.TryParse(text, out _));
        Assert.False(CouncilCode.Exists(text));
    }
}
