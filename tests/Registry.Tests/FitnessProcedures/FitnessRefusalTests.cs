using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.FitnessProcedures;

public sealed class FitnessRefusalTests
{
    [Theory, OneEngine]
    public async Task Requests_BadFields_AreNamed(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.OpenAsync();
        var client = await path.AsAsync();

        await Faults.InvalidAsync(
            client.OpenFitnessProcedureAsync(new OpenFitnessProcedureRequest()), "request_id", "rpps", "kind", "seised_by", "received_on", "grounds");
        await Faults.InvalidAsync(
            client.OpenFitnessProcedureAsync(new OpenFitnessProcedureRequest(path.ToOpen())
            {
                ReceivedOn = RegistryApp.Date(2019, 12, 31),
                SeisedBy = FitnessAuthority.NationalCouncil,
                EmergencySuspensionId = RegistryApp.NewId(),
            }), "received_on", "seised_by");
        await Faults.InvalidAsync(
            client.NameFitnessExpertAsync(new NameFitnessExpertRequest()), "request_id", "procedure_id", "place", "named_on", "name");
        await Faults.InvalidAsync(client.RecordFitnessReportAsync(new RecordFitnessReportRequest()), "request_id", "procedure_id", "received_on", "text");
        await Faults.InvalidAsync(
            client.RecordFitnessReportAsync(new RecordFitnessReportRequest(path.ToReport()) { Absent = true }), "summoned_on");
        await Faults.InvalidAsync(
            client.RecordFitnessReportAsync(new RecordFitnessReportRequest(path.ToReport(absent: true)) { Absent = false }), "summoned_on");
        await Faults.InvalidAsync(client.FixFitnessSessionAsync(new FixFitnessSessionRequest()), "request_id", "procedure_id", "session_on");
        await Faults.InvalidAsync(client.RecordFitnessSummonsAsync(new RecordFitnessSummonsRequest()), "request_id", "procedure_id", "summoned_on");
        await Faults.InvalidAsync(
            client.DecideFitnessProcedureAsync(new DecideFitnessProcedureRequest()), "request_id", "procedure_id", "decided_on", "ground");
        await Faults.InvalidAsync(
            client.DecideFitnessProcedureAsync(new DecideFitnessProcedureRequest(path.ToDecide()) { Suspends = false, Part = "a", Training = "b" }),
            "effective_on", "ends_on", "part", "training");
        await Faults.InvalidAsync(client.CloseFitnessProcedureAsync(new CloseFitnessProcedureRequest()), "request_id", "procedure_id", "closed_on", "closure");
        await Faults.InvalidAsync(client.GetFitnessProcedureAsync(new GetFitnessProcedureRequest()), "procedure_id");
        await Faults.InvalidAsync(client.GetFitnessContentAsync(new GetFitnessContentRequest()), "procedure_id");
        await Faults.InvalidAsync(
            client.ListFitnessProceduresAsync(new ListFitnessProceduresRequest { PageSize = 201, PageToken = "2" }), "page_size", "page_token");
    }

    [Theory, OneEngine]
    public async Task OpenFitnessProcedure_OfAnotherRegionOrMerged_IsRefused(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await Faults.FailsAsync(
            StatusCode.NotFound, (await FitnessPath.ClientAsync(app, "formation-bretagne@practitioner_health")).OpenFitnessProcedureAsync(path.ToOpen()));
        await Faults.FailsAsync(
            StatusCode.NotFound,
            (await path.AsAsync()).OpenFitnessProcedureAsync(new OpenFitnessProcedureRequest(path.ToOpen()) { Rpps = NumberedFile.Rpps(9) }));
        await Faults.FailsAsync(
            StatusCode.NotFound,
            (await path.AsAsync()).OpenFitnessProcedureAsync(new OpenFitnessProcedureRequest(path.ToOpen()) { EmergencySuspensionId = RegistryApp.NewId() }));
        await Faults.FailsAsync(
            StatusCode.PermissionDenied, (await FitnessPath.ClientAsync(app, FitnessPath.National)).OpenFitnessProcedureAsync(path.ToOpen()));
        Assert.Equal(0, await app.CountAsync("fitness_procedures"));
    }

    [Theory, OneEngine]
    public async Task NameFitnessExpert_OutOfTurnOrUnfit_IsRefused(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app, kind: FitnessKind.Insufficiency);
        await path.OpenAsync();
        var client = await path.AsAsync();
        await WrongAsync(client.NameFitnessExpertAsync(path.ToName(FitnessExpertPlace.Third)));
        await WrongAsync(client.RecordFitnessReportAsync(path.ToReport()));
        await Faults.InvalidAsync(
            client.NameFitnessExpertAsync(new NameFitnessExpertRequest(path.ToName(FitnessExpertPlace.Second)) { ByCourt = true, SameSpecialty = false }),
            "by_court", "same_specialty");
        await Faults.InvalidAsync(
            client.NameFitnessExpertAsync(new NameFitnessExpertRequest(path.ToName(FitnessExpertPlace.First)) { NamedOn = RegistryApp.Date(2026, 1, 19) }),
            "named_on");
        await path.NameAsync();
        // The third in default of the two others, by the court; an expert may be replaced.
        await Faults.InvalidAsync(
            client.NameFitnessExpertAsync(new NameFitnessExpertRequest(path.ToName(FitnessExpertPlace.Third)) { Teaches = false }), "teaches");
        var replaced = (await client.NameFitnessExpertAsync(new NameFitnessExpertRequest(path.ToName(FitnessExpertPlace.Third)) { ByCourt = true })).Procedure;
        Assert.Equal((3, true), (replaced.Experts.Count, replaced.Experts[2].ByCourt));
        await Faults.InvalidAsync(
            client.RecordFitnessReportAsync(new RecordFitnessReportRequest(path.ToReport()) { ReceivedOn = RegistryApp.Date(2026, 1, 25) }), "received_on");
        await path.ReportAsync();
        await WrongAsync(client.NameFitnessExpertAsync(path.ToName(FitnessExpertPlace.First)));
        // A further expertise gives a second report, not before the first.
        await Faults.InvalidAsync(
            client.RecordFitnessReportAsync(new RecordFitnessReportRequest(path.ToReport()) { ReceivedOn = RegistryApp.Date(2026, 2, 1) }), "received_on");
        Assert.Equal(2, (await path.ReportAsync()).ReportsReceivedOn.Count);
    }

    [Theory, OneEngine]
    public async Task Session_AfterTheTimeOrWithoutSummons_IsRefused(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.OpenAsync();
        var client = await path.AsAsync();
        await WrongAsync(client.RecordFitnessSummonsAsync(path.ToSummon()));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "RULING_OUT_OF_TIME", client.FixFitnessSessionAsync(path.ToFix(new(2026, 3, 21))));
        await Faults.InvalidAsync(client.FixFitnessSessionAsync(path.ToFix(new(2026, 1, 19))), "session_on");
        await client.FixFitnessSessionAsync(path.ToFix());
        await Faults.InvalidAsync(client.RecordFitnessSummonsAsync(path.ToSummon(FitnessPath.SessionOn.AddDays(1))), "summoned_on");
        // The seventh day before is late; the text writes no consequence.
        Assert.True((await client.RecordFitnessSummonsAsync(path.ToSummon(FitnessPath.SessionOn.AddDays(-7)))).Procedure.Sessions.Single().SummonedLate);
        // Put off: the summons is to be given again.
        Assert.Null((await client.FixFitnessSessionAsync(path.ToFix(new(2026, 3, 20)))).Procedure.Sessions.Single().SummonedOn);
    }

    [Theory]
    [OneEngine(2)]
    [OneEngine(6)]
    public async Task DecideFitnessProcedure_WithoutQuorum_IsRefused(SqlEngine engine, int members)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();

        await app.LeavesNothingAsync(async () => await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "QUORUM_NOT_MET", (await path.AsAsync()).DecideFitnessProcedureAsync(path.ToDecide(members: members))));
    }

    [Theory, OneEngine]
    public async Task DecideFitnessProcedure_NationalQuorum_IsFiveToSeven(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        app.GoTo(new DateOnly(2026, 4, 20));
        await FitnessProcedureTests.WorkAsync(app);
        path.Formation = FitnessPath.National;
        await Faults.InvalidAsync((await path.AsAsync()).FixFitnessSessionAsync(path.ToFix(new(2026, 3, 20))), "session_on");
        await path.MeetAsync(new DateOnly(2026, 4, 15));
        foreach (var members in new[] { 4, 8 })
        {
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, "QUORUM_NOT_MET",
                (await path.AsAsync()).DecideFitnessProcedureAsync(path.ToDecide(on: new(2026, 4, 15), members: members)));
        }

        var decided = (await (await path.AsAsync()).DecideFitnessProcedureAsync(path.ToDecide(on: new(2026, 4, 15), members: 7))).Procedure;
        Assert.Equal(FitnessState.Suspended, decided.State);
    }

    [Theory, OneEngine]
    public async Task DecideFitnessProcedure_BeforeItsSteps_IsRefused(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.OpenAsync();
        await path.NameAsync();
        var client = await path.AsAsync();
        await MissingAsync(client.DecideFitnessProcedureAsync(path.ToDecide(suspends: false)));
        await client.FixFitnessSessionAsync(path.ToFix());
        await MissingAsync(client.DecideFitnessProcedureAsync(path.ToDecide(suspends: false)));
        await client.RecordFitnessSummonsAsync(path.ToSummon());
        await app.LeavesNothingAsync(async () => await MissingAsync(client.DecideFitnessProcedureAsync(path.ToDecide())));
        await Faults.InvalidAsync(client.DecideFitnessProcedureAsync(path.ToDecide(suspends: false, on: new(2026, 3, 12))), "decided_on");
        await path.ReportAsync();
        await Faults.InvalidAsync(client.DecideFitnessProcedureAsync(new DecideFitnessProcedureRequest(path.ToDecide()) { Training = "a" }), "training");
        await Faults.InvalidAsync(client.DecideFitnessProcedureAsync(new DecideFitnessProcedureRequest(path.ToDecide()) { Part = "a" }), "part");
        await Faults.InvalidAsync(
            client.DecideFitnessProcedureAsync(new DecideFitnessProcedureRequest(path.ToDecide()) { EffectiveOn = null, EndsOn = null }),
            "effective_on", "ends_on");
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, client.DecideFitnessProcedureAsync(new DecideFitnessProcedureRequest(path.ToDecide()) { Etag = "2" }));
        await path.DecideAsync();
        await WrongAsync(client.DecideFitnessProcedureAsync(path.ToDecide()));
        await WrongAsync(client.CloseFitnessProcedureAsync(path.ToClose()));
        Assert.Equal(1, await app.CountAsync("suspensions"));
    }

    private static Task WrongAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, call);

    private static Task MissingAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, "FITNESS_STEP_MISSING", call);
}
