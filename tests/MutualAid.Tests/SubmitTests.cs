using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Aid = OrdreCouncils.Protos.MutualAid.V1.AidRequestsService.AidRequestsServiceClient;

namespace OrdreCouncils.Tests.MutualAid;

public class SubmitTests
{
    [Theory, Engines]
    public async Task SubmitAidRequest_Referent_IsFiledForTheOwnCouncil(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);

        var filed = await app.SubmitAsync(Requests.Submit(AidKind.Spouse, BeneficiaryRelation.Spouse));

        Assert.Equal(
            ("75", AidRequestState.Submitted, AidKind.Spouse, Requests.Rpps, BeneficiaryRelation.Spouse, 500_00L),
            (filed.Council, filed.State, filed.Kind, filed.Beneficiary.Rpps, filed.Beneficiary.Relation, filed.Asked.Cents));
        Assert.Null(filed.Proposal);
        Assert.Null(filed.Granted);
        Assert.Null(filed.DecidedAt);
    }

    [Theory, Engines]
    public async Task SubmitAidRequest_Physician_IsFiledPastTheCouncil(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);

        var filed = await app.SubmitAsync(identity: $"medecin-{Requests.Rpps}");

        Assert.Equal("", filed.Council);
        var referent = await app.AidAsync(MutualAidApp.Referent);
        await Faults.FailsAsync(StatusCode.NotFound, referent.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = filed.Id }));
    }

    [Fact]
    public async Task SubmitAidRequest_ReferentForThatPersonAlone_IsFiledPastTheCouncil()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var both = await app.BentAsync<Aid>(MutualAidApp.Referent, claims =>
        {
            claims["roles"] = new[] { "departmental_aid_referent", "physician" };
            claims["rpps"] = Requests.Rpps;
        });

        var own = (await both.SubmitAidRequestAsync(Requests.Submit())).AidRequest;
        var colleague = (await both.SubmitAidRequestAsync(Requests.Submit(rpps: Requests.OtherRpps))).AidRequest;

        Assert.Equal(("", "75"), (own.Council, colleague.Council));
    }

    [Theory]
    [InlineData(AidKind.InfectedPhysician, BeneficiaryRelation.Self, Requests.OtherRpps)]
    [InlineData(AidKind.Child, BeneficiaryRelation.Child, Requests.Rpps)]
    public async Task SubmitAidRequest_PhysicianForAnother_NamesTheBeneficiary(AidKind kind, BeneficiaryRelation relation, string rpps)
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var physician = await app.AidAsync($"medecin-{Requests.Rpps}");

        await Faults.InvalidAsync(physician.SubmitAidRequestAsync(Requests.Submit(kind, relation, rpps)), "beneficiary");
        Assert.Equal(0, await app.CountAsync("aid_requests"));
    }

    [Theory, Engines]
    public async Task SubmitAidRequest_PastTheOpenRequests_IsExhaustedUntilOneIsDecided(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(
            engine, new Dictionary<string, string?>(MutualAidApp.LocalSettings) { ["AidRequests:OpenPerPhysician"] = "2", ["AidRequests:OpenPerFiler"] = "3" });
        var (first, referent) = (await app.SubmitAsync(), await app.AidAsync(MutualAidApp.Referent));
        await app.SubmitAsync();

        var ofPhysician = await Faults.FailsAsync(StatusCode.ResourceExhausted, referent.SubmitAidRequestAsync(Requests.Submit()));
        await app.SubmitAsync(Requests.Submit(rpps: Requests.OtherRpps));
        var ofFiler = await Faults.FailsAsync(StatusCode.ResourceExhausted, referent.SubmitAidRequestAsync(Requests.Submit(rpps: Requests.OtherRpps)));

        Assert.Equal(("AID_REQUEST_QUOTA", "AID_REQUEST_QUOTA"), (ofPhysician.Reason(), ofFiler.Reason()));
        Assert.StartsWith("2 requests that rest on this physician are open", ofPhysician.Status.Detail, StringComparison.Ordinal);
        Assert.StartsWith("3 requests that you filed are open", ofFiler.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(3, await app.CountAsync("aid_requests"));
        await (await app.AidAsync(MutualAidApp.Approver)).RefuseAidRequestAsync(Requests.Refuse(first));
        await app.SubmitAsync();
    }

    [Theory, Engines]
    public async Task SubmitAidRequest_EveryFieldWrong_NamesEachAndWritesNothing(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var referent = await app.AidAsync(MutualAidApp.Referent);

        await Faults.InvalidAsync(referent.SubmitAidRequestAsync(new SubmitAidRequestRequest()), "request_id", "kind", "beneficiary.rpps", "asked", "details");

        var bent = Requests.Submit(AidKind.Child, BeneficiaryRelation.Spouse, "10123456782");
        bent.Asked.CurrencyCode = "USD";
        bent.Details.Health = new string('x', 10_001);
        bent.Details.Family = "\u0001";
        await Faults.InvalidAsync(
            referent.SubmitAidRequestAsync(bent), "beneficiary.rpps", "beneficiary.relation", "asked", "details.health", "details.family");
        Assert.Equal((0, 0), (await app.CountAsync("aid_requests"), await app.CountAsync("requests")));
    }

    [Theory, Engines]
    public async Task SubmitAidRequest_SameRequestId_FilesOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var referent = await app.AidAsync(MutualAidApp.Referent);
        var request = Requests.Submit();
        var first = await referent.SubmitAidRequestAsync(request);

        Assert.Equal(first, await referent.SubmitAidRequestAsync(request));
        request.Details.Family = "Autre texte";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, referent.SubmitAidRequestAsync(request));
        Assert.Equal((1, 3), (await app.CountAsync("aid_requests"), await app.CountAsync("aid_request_details")));
    }
}
