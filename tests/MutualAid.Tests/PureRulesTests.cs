using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.Protos.MutualAid.V1;

namespace OrdreCouncils.Tests.MutualAid;

public class PureRulesTests
{
    [Theory]
    [InlineData("10123456781", true)]
    [InlineData("10999999997", true)]
    [InlineData("10123456782", false)]
    [InlineData("10213456781", false)]
    [InlineData("1012345678", false)]
    [InlineData("101234567810", false)]
    [InlineData("1012345678x", false)]
    [InlineData("１0123456781", false)]
    [InlineData("", false)]
    public void RppsKey_Of_HoldsOnlyWithItsLuhnKey(string rpps, bool holds) => Assert.Equal(holds, RppsKey.Holds(rpps));

    [Fact]
    public void BeneficiaryOf_EveryKind_IsKnown()
    {
        foreach (var kind in Enum.GetValues<AidKind>().Where(kind => kind != AidKind.Unspecified))
            Assert.NotEqual(BeneficiaryRelation.Unspecified, AidRequestRules.BeneficiaryOf(kind));
    }

    [Fact]
    public void Codes_EveryValue_ReadsBack()
    {
        foreach (var kind in Enum.GetValues<AidKind>().Where(kind => kind != AidKind.Unspecified))
            Assert.Equal(kind, Codes.Kind(Codes.Of(kind)));
        foreach (var relation in Enum.GetValues<BeneficiaryRelation>().Where(relation => relation != BeneficiaryRelation.Unspecified))
            Assert.Equal(relation, Codes.Relation(Codes.Of(relation)));
        foreach (var state in Enum.GetValues<AidRequestState>().Where(state => state != AidRequestState.Unspecified))
            Assert.Equal(state, Codes.State(Codes.Of(state)));
    }
}
