using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Continuity;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Registry.Duplicates;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.FitnessProcedures;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry;

/// <summary>Two physicians, Anne in Paris and Jean in Marseille, are read by number through every RPC.</summary>
public sealed class AccessLogTests : IDisposable
{
    private const string Anne = RegisterFile.Anne;
    private const string Jean = RegisterFile.Jean;

    // Calls of these RPCs are in the audit log. Persons whom their answers name are in the access log too.
    private static readonly string[] Changes =
    [
        "ImportRegister", "SubmitApplication", "RecordStep", "PrepareDecision", "SignDecision", "RecordNotification", "LodgeAppeal", "RecordAppealOutcome",
        "WithdrawRegistration", "IssueAttestation", "RevokeAttestation", "RecordBirthDate", "MergeRecords", "DismissSuspicion", "UndoMerge", "RecordDeparture",
        "RecordRetirement", "DeclareChange", "CorrectFact", "RecordDepartureNotification", "RecordSuspension", "RenewSuspension", "LiftSuspension",
        "RecordSuspensionNotification", "RecordSuspensionAppeal", "RecordRelief", "CorrectRelief", "AddWatchedPhysicians", "RemoveWatchedPhysicians",
        "ReplaceWatchedPhysicians", "SetWebhook", "DeleteWebhook", "EndPartner", "VerifyWebhook", "SendTestDelivery", "RecordSanction",
        "CorrectSanction", "RecordEmergencySeisin", "RecordEmergencyHearing", "RecordEmergencyRuling", "OpenFitnessProcedure", "NameFitnessExpert",
        "RecordFitnessReport", "FixFitnessSession", "RecordFitnessSummons", "DecideFitnessProcedure", "LodgeFitnessAppeal", "CloseFitnessProcedure",
    ];

    // The answer holds the caller's own data: imported lines, the watch list, the webhook.
    private static readonly string[] Own =
        ["ListImportRejects", "DownloadImportRejects", "ListWatchedPhysicians", "GetWebhook", "ListWebhookDeliveries"];

    private static readonly ServiceDescriptor[] Services =
    [
        .. PhysiciansReflection.Descriptor.Services, .. AttestationsReflection.Descriptor.Services, .. RegisterImportsReflection.Descriptor.Services,
        .. ApplicationsReflection.Descriptor.Services, .. RegistrationsReflection.Descriptor.Services, .. RestrictionsReflection.Descriptor.Services,
        .. VerificationReflection.Descriptor.Services, .. FeedReflection.Descriptor.Services, .. WatchListsReflection.Descriptor.Services,
        .. WebhooksReflection.Descriptor.Services, .. DuplicatesReflection.Descriptor.Services, .. SnapshotsReflection.Descriptor.Services,
        .. CivilStatusReflection.Descriptor.Services, .. DemographyReflection.Descriptor.Services, .. SanctionsReflection.Descriptor.Services,
        .. NumbersReflection.Descriptor.Services, .. FitnessProceduresReflection.Descriptor.Services,
    ];

    private readonly ContinuityBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory, Engines]
    public async Task Rpcs_ThatShowAPerson_LeaveAnAccessLogEntry(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        Dictionary<string, string[]> shown;
        await using (var app = await bench.StartAsync(store, 0, ("Cache:Redis", "")))
            shown = await ReadAsync(app);

        await AccessLogs.HoldAsync(store, Services, shown, [.. Changes, .. Own]);
    }

    [Theory, Engines]
    public async Task Rpcs_ByEachRole_LeaveAnEntryOfEachPersonShown(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var app = await bench.StartAsync(store, 0, ("Cache:Redis", ""));
        var matrix = app.App.Recorder = new ReadMatrix();
        await ReadAsync(app);

        // ReadNumbers walks the whole register, which is one entry of the bulk that each physician's list resolves.
        await matrix.HoldAsync(
            app.App, Services, [.. Changes, .. Own, "ReadNumbers"],
            [
                "cnam", "cdom-75", "cdom-13", "cdom-75-president", "cdom-13-president", "cdom-75-president@practitioner_health", "cnom-registre",
                "formation-ile-de-france@practitioner_health", "formation-nationale@practitioner_health",
                $"medecin-{Anne}", "svc-discipline", "svc-mutual-aid",
            ],
            new[] { Anne, Jean, NumberedFile.Rpps(1) }.ToDictionary(rpps => rpps, rpps => $"physicians/{rpps}"));
    }

    [Fact]
    public async Task GetRegistrationHistory_OfAnotherCouncil_LeavesARefusalUnderThePhysician()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line());
        await Faults.FailsAsync(
            Grpc.Core.StatusCode.NotFound,
            (await app.RegistrationsAsync("cdom-62")).GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne }));

        await app.App.Host.StopAsync();

        Assert.Equal(
            [($"physicians/{Anne}", "cdom-62", false)],
            await app.App.Database.ReadAsync(
                sql => sql.QueryAsync<(string, string, bool)>("select subject, actor, granted from record_accesses where actor = 'cdom-62'"), default));
    }

    [Theory, Engines]
    public async Task Snapshot_OfTheRegisterAndOfACouncil_IsInTheListOfEachPhysicianItShowed(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using (var app = await bench.StartAsync(store, 0, ("Cache:Redis", "")))
        {
            await app.ImportAsync(new RegisterFile().Line());
            await SnapshotAsync(app, "");
            // Jean comes after the first snapshot.
            await app.ImportAsync(MergePath.Both);
            await SnapshotAsync(app, "75");
            await SnapshotAsync(app, "75");
            await SnapshotAsync(app, "13");
        }

        await using var again = await bench.StartAsync(store, 0, ("Cache:Redis", ""));
        var (anne, jean) = (await ListAsync(Anne), await ListAsync(Jean));
        Assert.Equal([1, 2], anne.Values);
        Assert.Equal((anne.Keys.Last(), 1), (Assert.Single(jean).Key, jean.Values.Single()));

        async Task<SortedDictionary<long, int>> ListAsync(string rpps)
        {
            var accesses = (await (await again.App.ClientAsync<AuditService.AuditServiceClient>($"medecin-{rpps}")).ListRecordAccessesAsync(
                new ListRecordAccessesRequest { Subject = $"physicians/{rpps}" })).Accesses;
            Assert.All(accesses, access => Assert.Equal("cnom-registre", access.Actor));
            return new SortedDictionary<long, int>(
                accesses.GroupBy(access => access.BulkRevision).ToDictionary(group => group.Key, group => group.Sum(access => access.Count)));
        }
    }

    /// <summary>Calls every RPC that reads by number; returns the entries that each call must leave in the access log.</summary>
    private static async Task<Dictionary<string, string[]>> ReadAsync(RegistryApp app)
    {
        await app.ImportAsync(MergePath.Both);
        string[] anne = [$"physicians/{Anne}"], both = [$"physicians/{Anne}", $"physicians/{Jean}"];
        var shown = new Dictionary<string, string[]>();
        await LookUpAsync(app);
        foreach (var rpc in new[] { "GetPhysician", "GetOwnRecord", "VerifyRegistration", "BatchVerifyRegistrations", "StreamVerifyRegistrations" })
            shown[rpc] = anne;

        await ListChangesTests.AllAsync(app, "", 100);
        using (var changes = await app.WatchAsync())
            await changes.UntilQuietAsync();
        shown["ListChanges"] = shown["WatchChanges"] = both;

        await (await app.App.ClientAsync<NumbersService.NumbersServiceClient>("svc-mutual-aid")).ReadNumbersAsync(new ReadNumbersRequest());
        shown["ReadNumbers"] = ["register"];

        var registrations = await app.RegistrationsAsync();
        await registrations.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne });
        await (await app.CivilStatusAsync()).GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = Anne });
        var attestation = await ContinuityBench.AttestAsync(app, Anne);
        await (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75")).GetAttestationAsync(
            new GetAttestationRequest { Code = attestation.Code });
        foreach (var rpc in new[] { "GetRegistrationHistory", "GetCivilStatus", "GetAttestation" })
            shown[rpc] = anne;

        var demography = await app.DemographyAsync();
        await demography.CountPhysiciansAsync(DemographyCalls.Question(null, DemographyDimension.Council));
        await demography.DrawDemographyAsync(new DrawDemographyRequest { Chart = DemographyChart.RankedBars, Dimension = DemographyDimension.Council });
        shown["CountPhysicians"] = shown["DrawDemography"] = ["demography"];

        var applicant = NumberedFile.Rpps(1);
        var application = await new ApplicationPath(app).SubmitAsync(applicant);
        await (await app.App.ClientAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75")).GetApplicationAsync(
            new GetApplicationRequest { ApplicationId = application.ApplicationId });
        shown["GetApplication"] = [$"applications/{application.ApplicationId}", $"physicians/{applicant}"];
        shown["GetRefusalGround"] = await ReadRefusalGroundAsync(app);

        await ListAsync(app, shown, applicant);
        await ReadRestrictionsAsync(app, shown);
        await ReadFitnessAsync(app, shown);
        await ReadMergesAsync(app, shown);

        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(new AddWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { applicant, Jean } });
        using var watched = await app.WatchListAsync();
        await watched.NextAsync();
        await app.SanctionAsync(Jean, RestrictingSanction.BanFromFunctions, RegistryApp.Today);
        await watched.ChangeAsync();
        shown["WatchPhysicians"] = [$"physicians/{Jean}"];

        var clerk = await app.RegistrationsAsync("cdom-13");
        await (await app.RegistrationsAsync("cdom-13")).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(),
            Rpps = Jean,
            Ground = FactGround.Request,
            EffectiveOn = RegistryApp.Today.ToProto(),
        });
        await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest());
        shown["ListOwedNotifications"] = [$"physicians/{Jean}"];
        return shown;
    }

    private static async Task LookUpAsync(RegistryApp app)
    {
        await app.GetAsync(Anne);
        await (await app.PhysiciansAsync("medecin-" + Anne)).GetOwnRecordAsync(new GetOwnRecordRequest());
        await app.VerifyAsync(Anne);
        var item = new VerificationItem { Rpps = Anne };
        var verification = await app.VerificationAsync();
        await verification.BatchVerifyRegistrationsAsync(new BatchVerifyRegistrationsRequest { Items = { item } });
        using var stream = verification.StreamVerifyRegistrations();
        await stream.RequestStream.WriteAsync(new StreamVerifyRegistrationsRequest { Item = item });
        await stream.RequestStream.CompleteAsync();
        Assert.True(await stream.ResponseStream.MoveNext(default));
    }

    private static async Task ListAsync(RegistryApp app, Dictionary<string, string[]> shown, string applicant)
    {
        await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "essai" });
        shown["SearchPhysicians"] = [$"physicians/{Anne}", $"physicians/{Jean}"];

        await (await app.App.ClientAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75")).ListApplicationsAsync(new ListApplicationsRequest());
        shown["ListApplications"] = [$"physicians/{applicant}", $"physicians/{NumberedFile.Rpps(2)}"];

        await (await app.DuplicatesAsync()).ListSuspectedDuplicatesAsync(new ListSuspectedDuplicatesRequest());
        shown["ListSuspectedDuplicates"] = [$"physicians/{Anne}", $"physicians/{Jean}"];

        await SnapshotAsync(app, "");
        shown["TakeSnapshot"] = ["register"];
    }

    private static async Task<string[]> ReadRefusalGroundAsync(RegistryApp app)
    {
        var path = new ApplicationPath(app) { ReceivedOn = RegistryApp.Today.AddDays(-15) };
        await path.CompleteAsync(NumberedFile.Rpps(2));
        await path.DecideAsync(false, RefusalGround.Infirmity);
        await (await path.AsAsync("cdom-75-president@practitioner_health")).GetRefusalGroundAsync(
            new GetRefusalGroundRequest { ApplicationId = path.Now.ApplicationId });
        return [$"applications/{path.Now.ApplicationId}", $"physicians/{NumberedFile.Rpps(2)}"];
    }

    private static async Task SnapshotAsync(RegistryApp app, string council)
    {
        using var call = (await app.App.ClientAsync<SnapshotsService.SnapshotsServiceClient>("cnom-registre")).TakeSnapshot(
            new TakeSnapshotRequest { RequestId = RegistryApp.NewId(), Council = council });
        while (await call.ResponseStream.MoveNext(default))
            Assert.False(call.ResponseStream.Current.Chunk.IsEmpty);
    }

    private static async Task ReadRestrictionsAsync(RegistryApp app, Dictionary<string, string[]> shown)
    {
        var client = await app.RestrictionsAsync();
        var insufficiency = await client.RecordSuspensionAsync(MergePath.Suspension(Anne));
        var health = await client.RecordSuspensionAsync(ContinuityBench.Suspension(Anne));
        var president = await app.HealthAsync();
        await president.GetSuspensionGroundAsync(new GetSuspensionGroundRequest { SuspensionId = insufficiency.Suspension.SuspensionId });
        await president.GetHealthGroundAsync(new GetHealthGroundRequest { SuspensionId = health.Suspension.SuspensionId });
        await president.ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { Rpps = Anne });
        shown["ListSuspensionDetails"] = [$"physicians/{Anne}"];
        shown["GetSuspensionGround"] = [$"physicians/{Anne}", $"suspensions/{insufficiency.Suspension.SuspensionId}"];
        shown["GetHealthGround"] = [$"physicians/{Anne}", $"suspensions/{health.Suspension.SuspensionId}"];

        await client.ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne });
        await client.ListRadiationsAsync(new ListRadiationsRequest { Rpps = Anne });
        shown["ListSuspensions"] = shown["ListRadiations"] = [$"physicians/{Anne}"];
    }

    private static async Task ReadFitnessAsync(RegistryApp app, Dictionary<string, string[]> shown)
    {
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        await ReadAsync();
        await path.DecideAsync(suspends: false);
        await path.AppealAsync(RegistryApp.Today);
        path.Formation = FitnessPath.National;
        await ReadAsync();
        var passed = path.Now.ProcedureId;
        // A procedure that the regional formation has.
        path = new FitnessPath(app);
        await path.OpenAsync();
        await ReadAsync();
        shown["GetFitnessProcedure"] = shown["ListFitnessProcedures"] = [$"physicians/{Anne}"];
        shown["GetFitnessContent"] = [$"fitness_procedures/{passed}", $"fitness_procedures/{path.Now.ProcedureId}", $"physicians/{Anne}"];

        async Task ReadAsync()
        {
            await path.ReadAsync();
            await path.ContentAsync();
            await (await path.AsAsync()).ListFitnessProceduresAsync(new ListFitnessProceduresRequest());
        }
    }

    private static async Task ReadMergesAsync(RegistryApp app, Dictionary<string, string[]> shown)
    {
        // MergeAsync compares the two records first.
        var merge = await app.UndoAsync(await app.MergeAsync());
        var client = await app.DuplicatesAsync();
        await client.GetMergeAsync(new GetMergeRequest { MergeId = merge.MergeId });
        await client.ListMergesAsync(new ListMergesRequest());
        await client.ListMergesAsync(new ListMergesRequest { Rpps = Jean });
        await client.ListMergesAsync(new ListMergesRequest { Rpps = NumberedFile.Rpps(1) });
        shown["CompareRecords"] = shown["GetMerge"] = [$"physicians/{Anne}", $"physicians/{Jean}"];
        shown["ListMerges"] = [$"physicians/{Anne}", $"physicians/{Jean}"];
    }
}
