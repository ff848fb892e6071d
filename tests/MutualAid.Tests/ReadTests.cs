using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Aid = OrdreCouncils.Protos.MutualAid.V1.AidRequestsService.AidRequestsServiceClient;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The identities that see a request, and the identities that see its secret texts.</summary>
public class ReadTests
{
    [Theory]
    [Engines(MutualAidApp.Instructor)]
    [Engines(MutualAidApp.Approver)]
    [Engines(MutualAidApp.Referent)]
    public async Task GetAidRequest_CommissionOrWhoFiled_SeesDetails(SqlEngine engine, string identity)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var filed = await app.SubmitAsync();

        var read = await ReadAsync(await app.AidAsync(identity), filed);

        Assert.Equal(filed, read.AidRequest);
        Assert.Equal((Requests.Health, Requests.Family, Requests.Financial), (read.Details.Health, read.Details.Family, read.Details.Financial));
    }

    [Theory, Engines]
    public async Task GetAidRequest_PhysicianWhoFiled_SeesDetails(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var identity = $"medecin-{Requests.Rpps}";
        var filed = await app.SubmitAsync(identity: identity);

        Assert.Equal(Requests.Health, (await ReadAsync(await app.AidAsync(identity), filed)).Details.Health);
    }

    [Theory, Engines]
    public async Task GetAidRequest_ColleagueOfTheCouncil_SeesNoDetails(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var filed = await app.SubmitAsync();
        var colleague = await app.BentAsync<Aid>(MutualAidApp.Referent, claims => claims["sub"] = "cdom-75-entraide-2");

        var read = await ReadAsync(colleague, filed);

        Assert.Equal(filed, read.AidRequest);
        Assert.Null(read.Details);
    }

    [Theory, Engines]
    public async Task GetAidRequest_PhysicianFiledForByTheCouncil_SeesTheOwnRequestWithoutDetails(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var own = await app.SubmitAsync();
        var family = await app.SubmitAsync(Requests.Submit(AidKind.Spouse, BeneficiaryRelation.Spouse));
        var physician = await app.AidAsync($"medecin-{Requests.Rpps}");

        Assert.Null((await ReadAsync(physician, own)).Details);
        await AssertNotFoundAsync(physician, family);
    }

    [Theory]
    [Engines("cdom-69-entraide")]
    [Engines("medecin-10999999997")]
    public async Task GetAidRequest_OutOfReach_AnswersAsAbsent(SqlEngine engine, string identity)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var filed = await app.SubmitAsync();
        var client = await app.AidAsync(identity);

        var hidden = await AssertNotFoundAsync(client, filed);
        var absent = await AssertNotFoundAsync(client, new AidRequest { Id = Requests.NewId() });

        Assert.Equal(absent.Status.Detail, hidden.Status.Detail);
        Assert.Empty((await client.ListAidRequestsAsync(new ListAidRequestsRequest())).AidRequests);
        await Faults.InvalidAsync(client.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = "x" }), "aid_request_id");
    }

    [Theory, Engines]
    public async Task GetAidRequest_Deliberation_IsForTheCommissionAlone(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructed = await app.InstructedAsync(envelope, 100_00);
        await (await app.AidAsync(MutualAidApp.Approver)).RefuseAidRequestAsync(Requests.Refuse(instructed));

        var commission = await ReadAsync(await app.AidAsync(MutualAidApp.Instructor), instructed);
        var referent = await ReadAsync(await app.AidAsync(MutualAidApp.Referent), instructed);

        Assert.Equal((envelope.Id, 100_00L), (commission.AidRequest.Proposal.EnvelopeId, commission.AidRequest.Proposal.Amount.Cents));
        Assert.Equal((Requests.Opinion, Requests.RefusalReason), (commission.Opinion, commission.RefusalReason));
        Assert.Null(referent.AidRequest.Proposal);
        Assert.Equal(("", Requests.RefusalReason), (referent.Opinion, referent.RefusalReason));
    }

    [Theory, Engines]
    public async Task GetAidRequest_ForThePhysicianOrTheFamily_IsRememberedAlike(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using (var app = await MutualAidApp.StartAsync(store))
        {
            var client = await app.AidAsync(MutualAidApp.Instructor);
            await ReadAsync(client, await app.SubmitAsync());
            // This read shows the first request too, as similar.
            await ReadAsync(client, await app.SubmitAsync(Requests.Submit(AidKind.Child, BeneficiaryRelation.Child)));
        }

        // The stop wrote the buffered entries of the access log.
        await using var again = await MutualAidApp.StartAsync(store);
        foreach (var record in new[] { "aid_requests", "beneficiaries" })
            Assert.Equal(3, await again.CountAsync($"record_accesses where subject like '{record}/%' and operation like '%/Get%'"));
        Assert.Equal(0, await again.CountAsync("record_accesses where subject like 'physicians/%'"));
    }

    [Theory, Engines]
    public async Task ListAidRequests_ByStateAndEnvelope_ShowsThose(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var (first, second) = (await app.OpenEnvelopeAsync(1_000_00, "Un"), await app.OpenEnvelopeAsync(1_000_00, "Deux"));
        var approver = await app.AidAsync(MutualAidApp.Approver);
        var submitted = await app.SubmitAsync();
        var instructed = await app.InstructedAsync(first, 100);
        var granted = (await approver.ApproveAidRequestAsync(Requests.Approve(await app.InstructedAsync(first, 100)))).AidRequest;
        var refused = (await approver.RefuseAidRequestAsync(Requests.Refuse(await app.InstructedAsync(second, 100)))).AidRequest;

        Assert.Equal([submitted.Id], await IdsAsync(new ListAidRequestsRequest { State = AidRequestState.Submitted }));
        Assert.Equal([instructed.Id], await IdsAsync(new ListAidRequestsRequest { State = AidRequestState.Instructed }));
        Assert.Equal([granted.Id], await IdsAsync(new ListAidRequestsRequest { State = AidRequestState.Granted }));
        Assert.Equal([refused.Id], await IdsAsync(new ListAidRequestsRequest { State = AidRequestState.Refused }));
        Assert.Equal([instructed.Id, granted.Id], await IdsAsync(new ListAidRequestsRequest { EnvelopeId = first.Id }));
        Assert.Equal([granted.Id], await IdsAsync(new ListAidRequestsRequest { EnvelopeId = first.Id, State = AidRequestState.Granted }));
        Assert.Equal(4, (await IdsAsync(new ListAidRequestsRequest())).Count);

        async Task<IReadOnlyList<string>> IdsAsync(ListAidRequestsRequest request) =>
            [.. (await approver.ListAidRequestsAsync(request)).AidRequests.Select(found => found.Id)];
    }

    [Theory, Engines]
    public async Task ListAidRequests_FiledBetweenTwoPages_ShowsEachOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var filed = new List<string>();
        for (var i = 0; i < 3; i++)
            filed.Add((await app.SubmitAsync()).Id);
        await app.SubmitAsync(Requests.Submit(rpps: Requests.Rpps13), "cdom-13-entraide");
        var referent = await app.AidAsync(MutualAidApp.Referent);

        var seen = new List<AidRequest>();
        var request = new ListAidRequestsRequest { PageSize = 2 };
        do
        {
            var page = await referent.ListAidRequestsAsync(request);
            seen.AddRange(page.AidRequests);
            request.PageToken = page.NextPageToken;
            if (filed.Count == 3)
                filed.Add((await app.SubmitAsync()).Id);
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(filed, seen.Select(found => found.Id));
        Assert.All(seen, found => Assert.Equal("75", found.Council));
    }

    [Fact]
    public async Task ListAidRequests_WrongFilters_NamesEach()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var referent = await app.AidAsync(MutualAidApp.Referent);

        await Faults.InvalidAsync(
            referent.ListAidRequestsAsync(new ListAidRequestsRequest
            {
                State = (AidRequestState)99, EnvelopeId = Requests.NewId(), PageSize = -1, PageToken = "after",
            }),
            "state", "envelope_id", "page_size", "page_token");
    }

    private static async Task<GetAidRequestResponse> ReadAsync(Aid client, AidRequest request) =>
        await client.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });

    private static Task<RpcException> AssertNotFoundAsync(Aid client, AidRequest request) =>
        Faults.FailsAsync(StatusCode.NotFound, client.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id }));
}
