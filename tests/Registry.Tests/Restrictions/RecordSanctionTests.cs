using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Restrictions;

public sealed class RecordSanctionTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly From = new(2026, 3, 1);
    private static readonly DateOnly Until = new(2026, 5, 31);

    [Theory, Engines]
    public async Task RecordSanction_Acknowledged_ShowsAtOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        await app.ImportAsync(new RegisterFile().Line());
        Assert.Equal(RegistrationStatus.Registered, (await app.VerifyAsync(Anne)).Status);

        await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, RegistryApp.Today, Until);
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, RegistryApp.Today);

        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        var found = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "essai" });
        Assert.Equal(RegistrationStatus.StruckOff, found.Physicians.Single().Status);
    }

    [Theory, Engines]
    public async Task RecordSanction_SameDecisionAgain_IsRecordedOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.SanctionsAsync();
        var first = RegistryApp.Sanction(Anne, RestrictingSanction.BanFromPractice, From, Until);
        var id = (await client.RecordSanctionAsync(first)).RestrictionId;

        Assert.Equal(id, (await client.RecordSanctionAsync(first)).RestrictionId);
        Assert.Equal(id, (await client.RecordSanctionAsync(new RecordSanctionRequest(first) { RequestId = RegistryApp.NewId() })).RestrictionId);

        Assert.Equal(1, await app.CountAsync("restrictions"));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.restriction.recorded'"));
    }

    [Theory, Engines]
    public async Task RecordSanction_SameDecisionManyAtOnce_IsRecordedOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.SanctionsAsync();
        var request = RegistryApp.Sanction(Anne, RestrictingSanction.Radiation, From);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            client.RecordSanctionAsync(new RecordSanctionRequest(request) { RequestId = RegistryApp.NewId() }).ResponseAsync));

        Assert.Single(answers.Select(answer => answer.RestrictionId).Distinct());
        Assert.Equal(1, await app.CountAsync("restrictions"));
    }

    [Theory, Engines]
    public async Task RecordSanction_SameDecisionOtherTerms_AlreadyExists(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN"));
        var client = await app.SanctionsAsync();
        var first = RegistryApp.Sanction(Anne, RestrictingSanction.BanFromPractice, From, Until);
        await client.RecordSanctionAsync(first);

        foreach (var change in new Action<RecordSanctionRequest>[]
        {
            other => other.EndsOn = RegistryApp.Date(2026, 6, 30),
            other => other.EffectiveOn = RegistryApp.Date(2026, 3, 2),
            other => other.Rpps = RegisterFile.Jean,
            other => other.Sanction = RestrictingSanction.BanFromFunctions,
        })
        {
            var other = new RecordSanctionRequest(first) { RequestId = RegistryApp.NewId() };
            change(other);
            await Faults.ReasonAsync(StatusCode.AlreadyExists, "DECISION_RECORDED", client.RecordSanctionAsync(other));
            await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, client.RecordSanctionAsync(new RecordSanctionRequest(other) { RequestId = first.RequestId }));
        }

        Assert.Equal(1, await app.CountAsync("restrictions"));
        Assert.True((await app.VerifyAsync(RegisterFile.Jean)).MayPractise);
    }

    [Theory, Engines]
    public async Task RecordSanction_BadTerms_NamesFieldsAndWritesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.SanctionsAsync();

        await Faults.InvalidAsync(client.RecordSanctionAsync(new RecordSanctionRequest()), "request_id", "decision_id", "rpps", "sanction", "effective_on");
        await Faults.InvalidAsync(client.RecordSanctionAsync(RegistryApp.Sanction(Anne, RestrictingSanction.Radiation, From, Until)), "ends_on");
        await Faults.InvalidAsync(client.RecordSanctionAsync(RegistryApp.Sanction(Anne, RestrictingSanction.BanFromPractice, From)), "ends_on");
        await Faults.InvalidAsync(
            client.RecordSanctionAsync(
                new RecordSanctionRequest(RegistryApp.Sanction(Anne, RestrictingSanction.BanFromPractice, From, Until)) { Stayed = true }), "stayed");
        await Faults.InvalidAsync(client.RecordSanctionAsync(RegistryApp.Sanction(Anne, RestrictingSanction.BanFromFunctions, From, From.AddDays(-1))), "ends_on");
        await Faults.FailsAsync(StatusCode.NotFound, client.RecordSanctionAsync(RegistryApp.Sanction(RegisterFile.Jean, RestrictingSanction.Radiation, From)));

        Assert.Equal(0, await app.CountAsync("restrictions"));
    }

    [Theory, Engines]
    public async Task RecordSanction_Answers_NeverTellTheDecision(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, From, Until, decision: "DECISION-XYZ");
        foreach (var identity in new[] { "cnam", "cdom-75", "cnom-registre" })
        {
            var client = await app.PhysiciansAsync(identity);
            string[] answers =
            [
                (await client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne })).ToString(),
                (await client.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Anne })).ToString(),
            ];
            Assert.All(answers, answer => Assert.DoesNotContain("DECISION-XYZ", answer, StringComparison.Ordinal));
            Assert.All(answers, answer => Assert.Contains("BAN_FROM_PRACTICE", answer, StringComparison.Ordinal));
        }
    }
}
