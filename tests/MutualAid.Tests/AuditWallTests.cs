using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The audit of this store tells that an aid file exists: it is closed to discipline, and auditors see pseudonyms.</summary>
public sealed class AuditWallTests
{
    [Theory]
    [InlineData("national_discipline")]
    [InlineData("departmental_clerk")]
    [InlineData("departmental_president")]
    [InlineData("chamber_registry")]
    [InlineData("national_chamber_registry")]
    public async Task Audit_AuditorWithADisciplineRole_MeetsTheWall(string role)
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var audit = await app.BentAsync<AuditService.AuditServiceClient>("cnom-audit", claims => claims["roles"] = new[] { "auditor", role });

        await RefusedAsync(audit.ListAuditEntriesAsync(new ListAuditEntriesRequest()));
        await RefusedAsync(audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{Requests.Rpps}" }));
        await RefusedAsync(audit.VerifyAuditLogAsync(new VerifyAuditLogRequest()));
    }

    [Fact]
    public async Task ListRecordAccesses_PhysicianWithADisciplineOffice_MeetsTheWall()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var audit = await app.BentAsync<AuditService.AuditServiceClient>(
            $"medecin-{Requests.Rpps}", claims => claims["roles"] = new[] { "physician", "national_discipline" });

        await RefusedAsync(audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{Requests.Rpps}" }));
    }

    [Theory, Engines]
    public async Task Audit_Auditor_SeesPseudonymsAndNoPhysician(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        AidRequest request;
        await using (var app = await MutualAidApp.StartAsync(store))
        {
            request = await app.SubmitAsync();
            await (await app.AidAsync(MutualAidApp.Referent)).GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
        }

        // The stop wrote the access log.
        await using var again = await MutualAidApp.StartAsync(store);
        var auditor = await again.Service.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        var record = new ListRecordAccessesRequest { Subject = $"aid_requests/{request.Id}" };
        var accesses = await auditor.ListRecordAccessesAsync(record);
        var entries = await auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest());

        var actor = Assert.Single(accesses.Accesses.Select(access => access.Actor).Distinct());
        Assert.Matches("^person:[0-9a-f]{16}$", actor);
        Assert.Equal(actor, entries.Entries.Single(entry => entry.Kind == "mutual_aid.request.submitted").Actor);
        foreach (var answer in new IMessage[] { accesses, entries })
        {
            Assert.DoesNotContain(MutualAidApp.Referent, answer.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Requests.Rpps, answer.ToString(), StringComparison.Ordinal);
        }

        var named = $"physicians/{Requests.Rpps}";
        await Faults.FailsAsync(StatusCode.NotFound, auditor.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = named }));
        await Faults.FailsAsync(StatusCode.NotFound, auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { Subject = named }));
    }

    [Fact]
    public async Task ListRecordAccesses_Physician_SeesWhoReadTheOwnRequest()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite);
        await using (var app = await MutualAidApp.StartAsync(store))
        {
            var request = await app.SubmitAsync();
            var family = await app.SubmitAsync(Requests.Submit(AidKind.Child, BeneficiaryRelation.Child));
            foreach (var id in new[] { request.Id, family.Id })
                await (await app.AidAsync(MutualAidApp.Referent)).GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = id });
        }

        await using var again = await MutualAidApp.StartAsync(store);
        var physician = await again.Service.ClientAsync<AuditService.AuditServiceClient>($"medecin-{Requests.Rpps}");
        var accesses = await physician.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{Requests.Rpps}" });

        Assert.Equal(
            [("GetAidRequest", MutualAidApp.Referent, "council 75"), ("SubmitAidRequest", MutualAidApp.Referent, "council 75")],
            accesses.Accesses.Select(access => (access.Operation.Split('/')[^1], access.Actor, access.ReaderBody)).Order());
    }

    private static Task RefusedAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.PurposeWall, call);
}
