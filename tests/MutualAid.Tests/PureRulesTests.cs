using System.Globalization;
using OrdreCouncils.LegalTime;
using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.Protos.MutualAid.V1;

namespace OrdreCouncils.Tests.MutualAid;

public class PureRulesTests
{
    private static readonly string[] StoredKinds = ["infected_physician", "lost_activity", "child", "spouse"];

    [Fact]
    public void BeneficiaryOf_EveryKind_IsKnown()
    {
        foreach (var kind in Enum.GetValues<AidKind>().Where(kind => kind != AidKind.Unspecified))
            Assert.NotEqual(BeneficiaryRelation.Unspecified, AidRequestRules.BeneficiaryOf(kind));
    }

    [Theory]
    [InlineData("2026-12-31T22:59:59Z")]
    [InlineData("2027-01-01T00:00:00Z")]
    [InlineData("2027-06-30T23:00:00Z")]
    public void TestYear_WheneverTheRunStarts_IsFarFromItsEnd(string start)
    {
        var at = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);

        var begins = TestYear.After(at);

        Assert.True(begins > at);
        Assert.Equal(begins.Year, LegalDay.Of(begins.AddDays(180)).Year);
    }

    [Fact]
    public void Codes_EveryValue_ReadsBack()
    {
        foreach (var kind in Enum.GetValues<AidKind>().Where(kind => kind != AidKind.Unspecified))
            Assert.Contains(StoredKinds, name => Codes.Kind(name) == kind);
        foreach (var relation in Enum.GetValues<BeneficiaryRelation>().Where(relation => relation != BeneficiaryRelation.Unspecified))
            Assert.Equal(relation, Codes.Relation(Codes.Of(relation)));
        foreach (var state in Enum.GetValues<AidRequestState>().Where(state => state != AidRequestState.Unspecified))
            Assert.Equal(state, Codes.State(Codes.Of(state)));
    }
}
