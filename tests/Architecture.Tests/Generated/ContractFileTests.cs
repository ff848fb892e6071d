using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture.Generated;

/// <summary>The generated files equal the contract; <c>./test.sh --generate</c> writes them.</summary>
public class ContractFileTests
{
    [Fact]
    public void GatewayRoutes_AreThoseOfTheContract() => GeneratedFile.Check(GatewayRoutes.Path, GatewayRoutes.Text());

    [Fact]
    public void AccessPage_IsThatOfTheContract() => GeneratedFile.Check(AccessPage.Path, AccessPage.Text());

    [Fact]
    public void Contract_EveryRpcsComment_NamesItsErrors()
    {
        foreach (var rpc in Contract.Rpcs)
            Assert.True(ContractComments.Errors(rpc).Length > 0, $"{rpc.Path()}: end its comment with \"Errors: …\".");
    }
}
