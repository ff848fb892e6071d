using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Tests.Protos.Formats;

public sealed class RppsNumberTests
{
    [Theory]
    [InlineData("10123456781")]
    [InlineData("10999999997")]
    public void IsValid_RightKey_Accepts(string text) => Assert.True(RppsNumber.IsValid(text));

    [Theory]
    [InlineData("10123456782")]
    [InlineData("10213456781")] // two digits changed places
    [InlineData("10003461033")] // an example of the directory's documentation
    [InlineData("1012345678")]
    [InlineData("101234567811")]
    [InlineData("1012345678X")]
    [InlineData("١٠١٢٣٤٥٦٧٨١")]
    [InlineData("１0123456781")]
    [InlineData("")]
    public void IsValid_Otherwise_Refuses(string text) => Assert.False(RppsNumber.IsValid(text));

    [Theory]
    [InlineData("10003461033", true)]
    [InlineData("10102727017", true)]
    [InlineData("1010272701", false)]
    public void TryParse_FictitiousAccepted_AsksForDigitsOnly(string text, bool accepted) =>
        Assert.Equal(accepted, RppsNumber.TryParse(text, acceptFictitious: true, out _));

    [Fact]
    public void WithKey_AnySequence_IsValidAndNoOtherKeyIs()
    {
        for (var sequence = 0L; sequence < 10_000_000_000; sequence += 31_415_927)
        {
            var number = RppsNumber.WithKey(sequence).Value;
            var valid = Enumerable.Range(0, 10).Where(key => RppsNumber.IsValid($"{number[..10]}{key}"));
            Assert.Equal([number[10] - '0'], valid);
        }
    }
}
