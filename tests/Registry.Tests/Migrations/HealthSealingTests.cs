using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Restrictions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Migrations;

/// <summary>What the previous release recorded in plain words is sealed, and is read as before by whoever may read it.</summary>
public sealed class HealthSealingTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;
    private static readonly string[] Words = ["nfirmity", "2026-02-23", "2026-03-10", "2026-03-12", "ompetence", "Stage d'essai"];

    [Theory, Engines]
    public async Task Upgrade_PlainSuspensionsAndRefusals_AreSealedAndReadAsBefore(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await MigrateAsync(store, last: 22);
        string suspensionId, applicationId;
        var record = SuspensionTests.Request(SuspensionKind.Infirmity, new DateOnly(2026, 3, 14));
        record.EffectiveOn = RegistryApp.Date(2026, 2, 1);
        await using (var app = await RegistryApp.StartAsync(store))
        {
            await app.ImportAsync(new RegisterFile().Line());
            suspensionId = (await (await app.RestrictionsAsync()).RecordSuspensionAsync(record)).Suspension.SuspensionId;
            var path = new ApplicationPath(app) { ReceivedOn = Today.AddDays(-15) };
            await path.CompleteAsync();
            await path.DecideAsync(false, RefusalGround.Competence, "Stage d'essai");
            applicationId = path.Now.ApplicationId;
            await WriteAsEarlierReleaseAsync(app, record, suspensionId, applicationId);
            Assert.NotEmpty(await StoredTexts.FindAsync(app.App.Database, engine, Words));
        }

        await using var upgraded = await RegistryApp.StartAsync(store);
        await Until.TrueAsync(
            async () => await upgraded.CountAsync("suspension_grounds where terms is null") == 0
                && await upgraded.CountAsync("application_drafts where refusal_ground <> ''") == 0
                && await upgraded.CountAsync("requests where operation like '%/RecordSuspension' and body_hash not like 'keyed:%'") == 0,
            "the sealing");

        Assert.Empty(await StoredTexts.FindAsync(upgraded.App.Database, engine, Words));
        var details = (await (await upgraded.HealthAsync()).ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { Rpps = Anne })).Suspensions.Single();
        Assert.Equal(
            (SuspensionKind.Infirmity, RegistryApp.Date(2026, 2, 23), LiftGround.Fit, RegistryApp.Date(2026, 3, 10), RegistryApp.Date(2026, 3, 12)),
            (details.Kind, details.RequestedOn, details.LiftGround, details.ExpertiseAskedOn, details.ExpertiseOn));
        Assert.Equal(
            SuspensionTests.Why,
            (await (await upgraded.HealthAsync()).GetSuspensionGroundAsync(new GetSuspensionGroundRequest { SuspensionId = suspensionId })).Ground);
        var refusal = await (await upgraded.App.ClientAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75-president@practitioner_health"))
            .GetRefusalGroundAsync(new GetRefusalGroundRequest { ApplicationId = applicationId });
        Assert.Equal((RefusalGround.Competence, "Stage d'essai"), (refusal.RefusalGround, refusal.Training));
        // A request that the earlier release answered is recognised, and its answer tells no kind any more.
        var repeated = (await (await upgraded.RestrictionsAsync()).RecordSuspensionAsync(record)).Suspension;
        Assert.Equal((suspensionId, SuspensionKind.Unspecified), (repeated.SuspensionId, repeated.Kind));
        Assert.Empty(repeated.Limits);
        Assert.Equal(1, await upgraded.CountAsync("audit_entries where kind = 'registry.suspension.sealed'"));
        Assert.Equal(1, await upgraded.CountAsync("audit_entries where kind = 'registry.application.refusal_sealed'"));
        Assert.True((await upgraded.VerifyAsync(Anne)).MayPractise);
    }

    /// <summary>SQLite writes the table anew.</summary>
    [Theory, Engines]
    public async Task Upgrade_RowsOfSuspensions_KeepEveryColumn(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await MigrateAsync(
            store, last: 22,
            """
            insert into register_revisions (number, at) values (-2, @at), (-1, @at);
            insert into suspensions
                (id, version, rpps, kind, part, effective_on, ends_on, lifted_on, renews, recorded_in, superseded_in, requested_on, decided_on, lift_ground,
                 expertise_asked_on, expertise_on, training_proven_on)
            values ('s', 3, 'r', 'Emergency', '', '2026-01-01', '2026-01-02', '2026-01-03', 'o', -2, -1, null, '2026-01-04', '', '2026-01-05', '2026-01-06',
                    '2026-01-07')
            """);

        await using var app = await RegistryApp.StartAsync(store);

        Assert.Equal(1, await app.CountAsync(
            """
            suspensions where id = 's' and version = 3 and rpps = 'r' and kind = 'Emergency' and part = '' and effective_on = '2026-01-01'
                and ends_on = '2026-01-02' and lifted_on = '2026-01-03' and renews = 'o' and recorded_in = -2 and superseded_in = -1 and requested_on is null
                and decided_on = '2026-01-04' and lift_ground = '' and expertise_asked_on = '2026-01-05' and expertise_on = '2026-01-06'
                and training_proven_on = '2026-01-07'
            """));
    }

    private static async Task MigrateAsync(TestStore store, int last, string rows = "")
    {
        await using var database = new Database(Options.Create(new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync(
            [typeof(Database).Assembly, new EarlierScripts(typeof(RegistryHost).Assembly, last)], CancellationToken.None);
        if (rows.Length > 0)
            await database.WriteAsync(async sql => await sql.ExecuteAsync(rows, new { at = DateTimeOffset.UnixEpoch }) > 0, CancellationToken.None);
    }

    /// <summary>Rewrites the rows as the earlier release wrote them: plain words, grounds sealed to their id alone, plain digests and full answers.</summary>
    private static async Task WriteAsEarlierReleaseAsync(RegistryApp app, RecordSuspensionRequest record, string suspensionId, string applicationId)
    {
        var provider = app.App.Host.Services.GetRequiredService<IDataProtectionProvider>();
        var sealedGround = provider.CreateProtector("OrdreCouncils.Registry.SuspensionGround.v1", suspensionId)
            .Protect(Encoding.UTF8.GetBytes(SuspensionTests.Why));
        var blinder = app.App.Host.Services.GetRequiredService<Blinder>();
        var known = new RecordSuspensionRequest(record) { Ground = blinder.Blind(record.Ground) };
        var answer = (await (await app.RestrictionsAsync()).RecordSuspensionAsync(record)).Clone();
        answer.Suspension.Kind = SuspensionKind.Infirmity;
        answer.Suspension.Limits.Add(new TimeLimit { Rule = "resumption-expertise" });
        await app.App.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync(
                    """
                    update suspensions set kind = 'Infirmity', requested_on = @requested, lifted_on = @lifted, lift_ground = 'Fit', expertise_asked_on = @asked,
                        expertise_on = @made where id = @suspensionId
                    """,
                    new
                    {
                        suspensionId,
                        requested = new DateOnly(2026, 2, 23),
                        lifted = Today,
                        asked = new DateOnly(2026, 3, 10),
                        made = new DateOnly(2026, 3, 12),
                    });
                await sql.ExecuteAsync(
                    "update suspension_grounds set sealed = @sealedGround, terms = null, lift = null where suspension_id = @suspensionId",
                    new { sealedGround, suspensionId });
                await sql.ExecuteAsync(
                    "update application_drafts set refusal_ground = 'Competence', training = 'Stage d''essai' where application_id = @applicationId",
                    new { applicationId });
                await sql.ExecuteAsync(
                    "update applications set refusal_ground = 'Competence', training = 'Stage d''essai' where id = @applicationId", new { applicationId });
                await sql.ExecuteAsync("delete from refusal_grounds where application_id = @applicationId", new { applicationId });
                await sql.ExecuteAsync(
                    "update requests set body_hash = @hash, response = @response where request_id = @id",
                    new
                    {
                        hash = Convert.ToHexStringLower(SHA256.HashData(known.ToByteArray())), response = answer.ToByteArray(), id = record.RequestId,
                    });
                return true;
            },
            default);
    }
}
