using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.MutualAid.Register;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Aid is asked for a physician of the register, by the council that keeps the file.</summary>
public class RegisterTests
{
    private const string NobodysRpps = "10000000991";

    [Theory]
    [Engines("cdom-75-entraide", NobodysRpps)]
    [Engines("cdom-13-entraide", Requests.Rpps)]
    [Engines("medecin-" + NobodysRpps, NobodysRpps)]
    public async Task Submit_NumberOfNobodyOrOfAnotherCouncil_IsRefusedAndNothingWritten(SqlEngine engine, string identity, string rpps)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var client = await app.AidAsync(identity);

        await Faults.InvalidAsync(client.SubmitAidRequestAsync(Requests.Submit(rpps: rpps)), "beneficiary.rpps");

        Assert.Equal(0, await app.CountAsync("aid_requests"));
    }

    [Fact]
    public async Task Submit_ForAPhysicianOfAnotherCouncilOrOfNobody_AnswersAlike()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.AidAsync("cdom-13-entraide");

        var other = await Assert.ThrowsAsync<RpcException>(async () => await client.SubmitAidRequestAsync(Requests.Submit(rpps: Requests.Rpps)));
        var nobody = await Assert.ThrowsAsync<RpcException>(async () => await client.SubmitAidRequestAsync(Requests.Submit(rpps: NobodysRpps)));

        Assert.Equal(nobody.Status, other.Status);
    }

    [Theory, Engines]
    public async Task Submit_EnteredOrMovedJustNow_IsAcceptedAtOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        await app.SubmitAsync();
        app.Register.Set(NobodysRpps, "75");
        app.Register.Set(Requests.Rpps, "13");

        await app.SubmitAsync(Requests.Submit(rpps: NobodysRpps));
        await app.SubmitAsync(Requests.Submit(), "cdom-13-entraide");

        Assert.Equal(3, await app.CountAsync("aid_requests"));
    }

    [Theory, Engines]
    public async Task Submit_RegisterAway_GoesOnForKnownNumbers_AndOthersAnswerUnavailable(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        await app.Service.Host.Services.GetRequiredService<RegisterNumbers>().RefreshAsync(default);
        app.Register.IsAway = true;
        app.Register.Set(NobodysRpps, "75");
        var client = await app.AidAsync(MutualAidApp.Referent);
        var request = Requests.Submit(rpps: NobodysRpps);

        await app.SubmitAsync();
        await Faults.ReasonAsync(StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE", client.SubmitAidRequestAsync(request));
        app.Register.IsAway = false;

        Assert.Equal(NobodysRpps, (await client.SubmitAidRequestAsync(request)).AidRequest.Beneficiary.Rpps);
    }

    [Fact]
    public async Task Submit_RepeatedAfterTheFileMoved_GetsTheFirstAnswer()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.AidAsync(MutualAidApp.Referent);
        var request = Requests.Submit();
        var first = await client.SubmitAidRequestAsync(request);
        app.Register.Set(Requests.Rpps, "13");
        await app.Service.Host.Services.GetRequiredService<RegisterNumbers>().RefreshAsync(default);

        Assert.Equal(first, await client.SubmitAidRequestAsync(request));
    }

    /// <summary>The register must not learn about whom an aid request is: a call carries the place reached and no number.</summary>
    [Fact]
    public async Task Register_IsAskedForWhatChanged_NeverForOnePerson()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        await app.SubmitAsync();
        await Faults.InvalidAsync((await app.AidAsync(MutualAidApp.Referent)).SubmitAidRequestAsync(Requests.Submit(rpps: NobodysRpps)), "beneficiary.rpps");

        Assert.NotEmpty(app.Register.Asked);
        Assert.All(app.Register.Asked, token => Assert.True(token.Length < 3, token));
    }

    [Theory, Engines]
    public async Task Get_SimilarRequests_AreShownToTheCommissionAlone(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var old = await app.SubmitAsync();
        await app.ExecuteAsync("update aid_requests set submitted_at = @at where id = @id", new { at = app.Service.Clock.GetUtcNow().AddDays(-400), id = old.Id });
        var first = await app.SubmitAsync();
        var second = await app.SubmitAsync();
        await app.SubmitAsync(Requests.Submit(rpps: Requests.OtherRpps));
        var family = await app.SubmitAsync(Requests.Submit(AidKind.Child, BeneficiaryRelation.Child));

        var shown = await GetAsync(MutualAidApp.Instructor, second);
        var hidden = await GetAsync(MutualAidApp.Referent, second);

        Assert.Equal([family.Id, first.Id], shown.SimilarRequests.Select(one => one.Id));
        Assert.Empty(hidden.SimilarRequests);

        async Task<GetAidRequestResponse> GetAsync(string identity, AidRequest request) =>
            await (await app.AidAsync(identity)).GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
    }
}
