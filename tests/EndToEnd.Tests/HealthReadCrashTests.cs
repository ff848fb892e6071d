using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>Kills the MutualAid process as soon as it has shown health data: the read must have left its trace.</summary>
public sealed class HealthReadCrashTests
{
    private const string Service = "OrdreCouncils.MutualAid.dll";
    private const string Reader = "cnom-entraide";

    [Theory, Engines]
    public async Task HealthRead_ProcessKilledAtTheAnswer_IsInThePhysiciansList(SqlEngine engine)
    {
        await using var registry = await ServiceApp.StartAsync(
            RegistryHost.Build, engine, settings: new Dictionary<string, string?> { ["Encryption:AllowUnprotectedKeys"] = "true" });
        var rpps = await registry.EnterPhysicianAsync();
        using var store = await TestStore.CreateAsync(engine);
        var settings = await TestIdentities.SettingsAsync("svc-mutual-aid");
        settings["Services:Registry"] = registry.GrpcAddress;
        settings["Calls:Limit"] = "00:00:30";
        settings["Encryption:AllowUnprotectedKeys"] = "true";
        using var documents = new TempFolder();
        settings["Documents:Folder"] = documents.Path;
        foreach (var (key, value) in store.Settings)
            settings[key] = value;

        using (var aid = await ServiceProcess.StartAsync(Service, settings))
        {
            var id = await FiledAsync(aid, rpps);
            var instructor = await aid.ClientAsync<AidRequestsService.AidRequestsServiceClient>(Reader);

            var shown = await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = id });
            aid.Kill();

            Assert.Equal("Essai.", shown.Details.Health);
        }

        using var again = await ServiceProcess.StartAsync(Service, settings);
        var physician = await again.ClientAsync<AuditService.AuditServiceClient>($"medecin-{rpps}");
        var list = await physician.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{rpps}" });
        Assert.Single(list.Accesses, access => access is { Actor: Reader, Granted: true } && access.Operation.EndsWith("/GetAidRequest", StringComparison.Ordinal));
        var auditor = await again.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        Assert.True((await auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest())).Intact);
    }

    private static async Task<string> FiledAsync(ServiceProcess aid, string rpps)
    {
        var referent = await aid.ClientAsync<AidRequestsService.AidRequestsServiceClient>("cdom-75-entraide");
        return (await referent.SubmitAidRequestAsync(new SubmitAidRequestRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Kind = AidKind.InfectedPhysician,
            Beneficiary = new Beneficiary { Rpps = rpps, Relation = BeneficiaryRelation.Self },
            Asked = new Money { CurrencyCode = "EUR", Cents = 100_00 },
            Details = new AidRequestDetails { Health = "Essai." },
        })).AidRequest.Id;
    }
}
