using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>Kills the Discipline process before and after a sanction is delivered: the register must have it exactly once.</summary>
public class CrashTests
{
    [Theory]
    [InlineData(SqlEngine.Sqlite, nameof(GateMode.Shut))]
    [InlineData(SqlEngine.PostgreSql, nameof(GateMode.Shut))]
    [InlineData(SqlEngine.Sqlite, nameof(GateMode.LoseReplies))]
    [InlineData(SqlEngine.PostgreSql, nameof(GateMode.LoseReplies))]
    public async Task Sanction_DisciplineKilledBetweenCommitAndAcknowledgement_ReachesRegisterOnce(SqlEngine engine, string mode)
    {
        await using var registry = await ServiceApp.StartAsync(
            RegistryHost.Build, engine, settings: new Dictionary<string, string?> { ["Encryption:AllowUnprotectedKeys"] = "true" });
        var rpps = await registry.EnterPhysicianAsync();
        using var gate = new TcpGate(registry.GrpcAddress);
        using var store = await TestStore.CreateAsync(engine);
        var settings = await TestIdentities.SettingsAsync("svc-discipline");
        settings["Services:Registry"] = gate.Address;
        using var documents = new TempFolder();
        settings["Documents:Folder"] = documents.Path;
        settings["Encryption:AllowUnprotectedKeys"] = "true";
        // The message of the killed process is free again when its lease ends; the default is longer.
        settings["Outbox:Lease"] = "00:00:02";
        // A slow start on a loaded machine must not fail this test.
        settings["Calls:Limit"] = "00:00:30";
        settings["Outbox:AttemptLimit"] = "00:00:01.5";
        foreach (var (key, value) in store.Settings)
            settings[key] = value;

        using (var discipline = await ServiceProcess.StartAsync("OrdreCouncils.Discipline.dll", settings))
        {
            var caseId = await FiledCaseAsync(discipline, rpps);
            // A decision needs the register's answer, so the appeal time of this one runs out only when the register is away.
            await RecordBanAsync(discipline, caseId);
            gate.Set(Enum.Parse<GateMode>(mode));
            await EndAppealTimeAsync(store);
            // The sanction is committed and its delivery was tried but not acknowledged: kill the process now.
            await Until.TrueAsync(async () => await OwedAsync(store) == 1, "the attempt");
            if (gate.Mode == GateMode.LoseReplies)
                await Until.TrueAsync(async () => await EnteredAsync(registry) > 0, "the entry in the register");
            discipline.Kill();
        }

        Assert.Equal(1, await OwedAsync(store));
        Assert.Equal(gate.Mode == GateMode.LoseReplies ? 1 : 0, await EnteredAsync(registry));

        gate.Set(GateMode.Open);
        using (await ServiceProcess.StartAsync("OrdreCouncils.Discipline.dll", settings))
            await Until.TrueAsync(async () => await DeliveredAsync(store) == 1, "the acknowledgement");

        var partner = await registry.ClientAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var answer = await partner.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps });
        var restriction = Assert.Single(answer.Registration.Restrictions);
        Assert.Equal(RestrictionKind.BanFromPractice, restriction.Kind);
        Assert.Equal(1, await EnteredAsync(registry));
    }

    private static Task<int> EnteredAsync(ServiceApp registry) => registry.Database.ReadAsync(
        sql => sql.ScalarAsync<int>("select count(*) from audit_entries where kind like '%sanction%' or kind like '%restriction%'"), CancellationToken.None);

    private static Task<int> OwedAsync(TestStore store) =>
        CountAsync(store, "select count(*) from outbox where delivered_at is null and attempts > 0");

    private static Task<int> DeliveredAsync(TestStore store) =>
        CountAsync(store, "select count(*) from outbox where delivered_at is not null");

    private static async Task<int> CountAsync(TestStore store, string query)
    {
        await using var database = new Database(Microsoft.Extensions.Options.Options.Create(
            new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        return await database.ReadAsync(sql => sql.ScalarAsync<int>(query), CancellationToken.None);
    }

    private static async Task<string> FiledCaseAsync(ServiceProcess discipline, string rpps)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var affairs = await discipline.ClientAsync<AffairsService.AffairsServiceClient>("cnom-discipline");
        var affair = (await affairs.OpenAffairAsync(new OpenAffairRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Title = "Affaire d'essai",
            Facts = "Faits d'essai.",
            FactsOn = today.AddDays(-200).ToProto(),
            Respondents = { new Respondent { Rpps = rpps } },
        })).Affair;
        var filed = affair.Cases[0];
        var clerk = await discipline.ClientAsync<ReferralsService.ReferralsServiceClient>($"cdom-{filed.Council}");
        var prepared = (await clerk.PrepareReferralAsync(new PrepareReferralRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            CaseId = filed.CaseId,
            Chamber = "ile-de-france",
            Articles = { 4 },
            ReasonedOpinion = "Avis d'essai.",
            DeliberatedOn = today.ToProto(),
        })).Referral;
        var president = await discipline.ClientAsync<ReferralsService.ReferralsServiceClient>($"cdom-{filed.Council}-president");
        await president.SignReferralAsync(new SignReferralRequest { RequestId = Guid.NewGuid().ToString(), CaseId = filed.CaseId, Etag = prepared.Etag });
        return filed.CaseId;
    }

    private static async Task EndAppealTimeAsync(TestStore store)
    {
        await using var database = new Database(Microsoft.Extensions.Options.Options.Create(new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        var day = DateOnly.FromDateTime(DateTime.UtcNow);
        var days = new { told = day.AddDays(-60), last = day.AddDays(-30) };
        await database.WriteAsync(
            async sql => await sql.ExecuteAsync("update decisions set decided_on = @told, notified_on = @told, last_day_of_appeal = @last", days) == 1
                && await sql.ExecuteAsync("update case_outcomes set turns_on = @last", days) == 1,
            CancellationToken.None);
    }

    private static async Task RecordBanAsync(ServiceProcess discipline, string caseId)
    {
        Date notified = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-5).ToProto();
        var chamber = await discipline.ClientAsync<DecisionsService.DecisionsServiceClient>("chambre-ile-de-france");
        await chamber.RecordDecisionAsync(new RecordDecisionRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            CaseId = caseId,
            Sanction = Sanction.BanFromPractice,
            DurationMonths = 12,
            SuspendedMonths = 0,
            DecidedOn = notified,
            NotifiedOn = notified,
            FarthestResidence = Residence.Metropolitan,
        });
    }
}
