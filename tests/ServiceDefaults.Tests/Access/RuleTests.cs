using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

public class RuleTests(NotesFixture fixture) : IClassFixture<NotesFixture>
{
    private static readonly AccessRule Discipline = Rule(
        Purpose.Discipline, Scope.Own, Role.DepartmentalClerk, Role.ChamberRegistry, Role.NationalDiscipline, Role.Partner);

    [Theory]
    [InlineData("cnam", Reasons.RoleMissing)]
    [InlineData("cnom-audit", Reasons.RoleMissing)]
    [InlineData("cnom-entraide", Reasons.PurposeWall)]
    [InlineData("medecin-10001234567", Reasons.PurposeWall)]
    public async Task Call_RoleThatDoesNotFit_IsDenied(string identity, string reason)
    {
        var client = await fixture.App.NotesAsync(identity);

        await Faults.ReasonAsync(StatusCode.PermissionDenied, reason, client.DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    [Fact]
    public async Task Call_RolesOnBothSidesOfTheWall_IsRefusedOnBoth()
    {
        var token = await TestIdentities.TokenAsync("cnom-discipline", descriptor =>
            descriptor.Claims["roles"] = new[] { "national_discipline", "aid_instructor" });
        var client = fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token);

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.PurposeWall, client.DescribeDisciplineAsync(new DescribeDisciplineRequest()));
        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.PurposeWall, client.DescribeAidAsync(new DescribeAidRequest()));
    }

    [Theory]
    [InlineData("cdom-75", "council")]
    [InlineData("chambre-ile-de-france", "chamber")]
    public async Task Call_RoleWithoutItsClaim_IsDenied(string identity, string claim)
    {
        var token = await TestIdentities.TokenAsync(identity, descriptor => descriptor.Claims.Remove(claim));
        var client = fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token);

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.ClaimMissing, client.DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    [Fact]
    public async Task Call_PhysicianWithoutRpps_IsDenied()
    {
        var token = await TestIdentities.TokenAsync("medecin-10001234567", descriptor => descriptor.Claims.Remove("rpps"));
        var client = fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token);

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.ClaimMissing, client.DescribeAidAsync(new DescribeAidRequest()));
    }

    [Fact]
    public async Task Call_RolesUnknownToTheContract_AreNoRoles()
    {
        var token = await TestIdentities.TokenAsync("cnom-discipline", descriptor => descriptor.Claims["roles"] = new[] { "admin", "*", "" });
        var client = fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token);

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.RoleMissing, client.DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    [Fact]
    public async Task Call_RpcThatTheContractLacks_IsNotAnswered()
    {
        var channel = Grpc.Net.Client.GrpcChannel.ForAddress(fixture.App.GrpcAddress);
        var unknown = new Method<GetNoteRequest, GetNoteResponse>(
            MethodType.Unary, "ordre.testbed.v1.NotesService", "DropAll", Marshallers.Create(Bytes, GetNoteRequest.Parser.ParseFrom),
            Marshallers.Create(Bytes, GetNoteResponse.Parser.ParseFrom));
        using (channel)
        {
            var call = channel.CreateCallInvoker().AsyncUnaryCall(unknown, null, new CallOptions(), new GetNoteRequest());
            var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
            Assert.True(exception.StatusCode is StatusCode.Unauthenticated or StatusCode.Unimplemented, exception.Status.ToString());
        }

        static byte[] Bytes(Google.Protobuf.IMessage message) => Google.Protobuf.MessageExtensions.ToByteArray(message);
    }

    [Fact]
    public void Reach_RoleThatDoesNotHoldThePurpose_WidensNothing()
    {
        // The rule names the partner role, which reaches every council, but that role does not have this purpose.
        var caller = new Caller("x", [Role.DepartmentalClerk, Role.Partner], "75", "", "");

        var reach = AccessPolicy.Reach(Discipline, caller);

        Assert.Null(AccessPolicy.Refusal(Discipline, caller, []));
        Assert.False(reach!.All);
        Assert.Equal("75", reach.Council);
    }

    [Fact]
    public void Refusal_RoleThatTheRuleNamesWithoutThePurpose_IsRefused() =>
        Assert.Equal(Reasons.RoleMissing, AccessPolicy.Refusal(Discipline, new Caller("x", [Role.Partner], "", "", ""), []));

    [Fact]
    public void Reach_SeveralPlaces_IsTheirUnion()
    {
        var reach = AccessPolicy.Reach(Discipline, new Caller("x", [Role.DepartmentalClerk, Role.ChamberRegistry], "75", "ile-de-france", ""))!;

        Assert.Equal((false, "75", "ile-de-france", ""), (reach.All, reach.Council, reach.Chamber, reach.Person));
    }

    [Fact]
    public void Walls_EveryPurpose_StandOnBothSides()
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
            Assert.All(RoleGrants.ApartFrom(purpose), other => Assert.Contains(purpose, RoleGrants.ApartFrom(other).AsEnumerable()));
        Assert.Contains(Purpose.MutualAid, RoleGrants.ApartFrom(Purpose.Discipline).AsEnumerable());
    }

    [Fact]
    public async Task GetNote_OutOfReach_AnswersAsAbsent()
    {
        var paris = await fixture.App.NotesAsync("cdom-75");
        var id = (await paris.CreateNoteAsync(NotesHost.NewNote())).Note.Id;
        var lyon = await fixture.App.NotesAsync("cdom-69");

        var hidden = await Faults.FailsAsync(StatusCode.NotFound, lyon.GetNoteAsync(new GetNoteRequest { Id = id }));
        var absent = await Faults.FailsAsync(StatusCode.NotFound, lyon.GetNoteAsync(new GetNoteRequest { Id = Guid.NewGuid().ToString() }));

        Assert.Equal(absent.Status.Detail, hidden.Status.Detail);
        Assert.Equal(id, (await paris.GetNoteAsync(new GetNoteRequest { Id = id })).Note.Id);
    }

    private static AccessRule Rule(Purpose purpose, Scope scope, params Role[] roles) => new() { Purpose = purpose, Scope = scope, Roles = { roles } };
}
