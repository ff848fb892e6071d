using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Restrictions;

public sealed class CorrectSanctionRefusalTests
{
    private const string Anne = RegisterFile.Anne;
    private const string Decision = "D-2026-1";
    private static readonly DateOnly From = new(2026, 9, 1);
    private static readonly DateOnly Until = new(2026, 11, 30);

    [Theory, OneEngine]
    public async Task CorrectSanction_BadTerms_NamesFields(SqlEngine engine)
    {
        await using var app = await CorrectSanctionTests.BannedAsync(engine);
        var client = await app.SanctionsAsync();
        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, From, decision: "D-2026-2");

        await app.LeavesNothingAsync(async () =>
        {
            await Faults.InvalidAsync(
                client.CorrectSanctionAsync(new CorrectSanctionRequest()), "request_id", "decision_id", "rpps", "correction", "effective_on");
            await Faults.InvalidAsync(
                client.CorrectSanctionAsync(With(withdrawn => (withdrawn.EffectiveOn, withdrawn.EndsOn) = (From.ToProto(), Until.ToProto()))),
                "effective_on", "ends_on");
            await Faults.InvalidAsync(client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision, Until, From)), "ends_on");
            await Faults.InvalidAsync(client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision, From)), "ends_on");
            await Faults.InvalidAsync(client.CorrectSanctionAsync(RegistryApp.Correction(Anne, "D-2026-2", From, Until)), "ends_on");
        });
    }

    [Theory, Engines]
    public async Task CorrectSanction_UnknownDecisionOrNumber_NotFound(SqlEngine engine)
    {
        await using var app = await CorrectSanctionTests.BannedAsync(engine);
        var client = await app.SanctionsAsync();

        await app.LeavesNothingAsync(async () =>
        {
            await Faults.FailsAsync(StatusCode.NotFound, client.CorrectSanctionAsync(RegistryApp.Correction(Anne, "D-2026-9")));
            await Faults.FailsAsync(StatusCode.NotFound, client.CorrectSanctionAsync(RegistryApp.Correction(RegisterFile.Jean, Decision)));
            await Faults.FailsAsync(StatusCode.NotFound, client.CorrectSanctionAsync(RegistryApp.Correction(RegisterFile.Jean, Decision, From, Until)));
            await Faults.FailsAsync(StatusCode.NotFound, client.CorrectSanctionAsync(RegistryApp.Correction(NumberedFile.Rpps(9), Decision)));
        });
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
    }

    [Theory, Engines]
    public async Task CorrectSanction_OtherDaysOfAWithdrawnOne_NotFound(SqlEngine engine)
    {
        await using var app = await CorrectSanctionTests.BannedAsync(engine);
        var client = await app.SanctionsAsync();
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));

        await app.LeavesNothingAsync(
            () => Faults.FailsAsync(StatusCode.NotFound, client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision, From, Until))));

        Assert.True((await app.VerifyAsync(Anne, From)).MayPractise);
    }

    [Theory, Engines]
    public async Task CorrectSanction_RequestIdOfAnotherBody_AlreadyExists(SqlEngine engine)
    {
        await using var app = await CorrectSanctionTests.BannedAsync(engine);
        var client = await app.SanctionsAsync();
        var request = RegistryApp.Correction(Anne, Decision, From, Until);
        await client.CorrectSanctionAsync(request);

        await app.LeavesNothingAsync(() => Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused,
            client.CorrectSanctionAsync(new CorrectSanctionRequest(request) { EndsOn = Until.AddDays(1).ToProto() })));
    }

    [Theory, Engines]
    public async Task CorrectSanction_RelievedRadiation_WrongState(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var radiation = await ReliefTests.RadiationAsync(app);
        var restrictions = await app.RestrictionsAsync();
        var relief = (await restrictions.RecordReliefAsync(ReliefTests.Relief(radiation))).Radiation.Reliefs.Single();
        var client = await app.SanctionsAsync();

        await app.LeavesNothingAsync(async () =>
        {
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, Reasons.WrongState, client.CorrectSanctionAsync(RegistryApp.Correction(Anne, radiation.DecisionId)));
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, Reasons.WrongState, client.CorrectSanctionAsync(RegistryApp.Correction(Anne, radiation.DecisionId, From)));
        });

        await restrictions.CorrectReliefAsync(
            new() { RequestId = RegistryApp.NewId(), ReliefId = relief.ReliefId, Reason = "La décision est annulée." });
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, radiation.DecisionId));
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
    }

    [Fact]
    public async Task CorrectSanction_AnotherRole_PermissionDenied()
    {
        await using var app = await CorrectSanctionTests.BannedAsync(SqlEngine.Sqlite);

        foreach (var identity in new[] { "cnom-registre", "cdom-75-president", "cnom-discipline", "chambre-nationale", "cnam", "svc-mutual-aid" })
        {
            await app.LeavesNothingAsync(async () => await Faults.FailsAsync(
                StatusCode.PermissionDenied, (await app.SanctionsAsync(identity)).CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision))));
        }
    }

    private static CorrectSanctionRequest With(Action<CorrectSanctionRequest> change)
    {
        var request = RegistryApp.Correction(Anne, Decision);
        change(request);
        return request;
    }
}
