using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.Protos.MutualAid.V1;

namespace OrdreCouncils.Tests.MutualAid;

public class PureRulesTests
{
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
