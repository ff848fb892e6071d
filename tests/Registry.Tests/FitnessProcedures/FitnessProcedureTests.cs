using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.FitnessProcedures;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.FitnessProcedures;

public sealed class FitnessProcedureTests
{
    private const string Anne = RegisterFile.Anne;

    [Theory, Engines]
    public async Task Ruling_ThatSuspends_EntersTheRegisterWithItsNoticesAndTimes(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app, kind: FitnessKind.Insufficiency);
        // Six weeks from 20 January; two months.
        Assert.Equal((FitnessStep.Report, RegistryApp.Date(2026, 3, 3)), Next(await path.OpenAsync()));
        Assert.Equal(["suspension-expert-report", "suspension-ruling"], path.Now.Limits.Select(limit => limit.Rule));
        await path.NameAsync();
        Assert.Equal((FitnessStep.Ruling, RegistryApp.Date(2026, 3, 20)), Next(await path.ReportAsync()));
        var client = await path.AsAsync();
        // Eight days before 13 March.
        Assert.Equal((FitnessStep.Summons, RegistryApp.Date(2026, 3, 5)), Next((await client.FixFitnessSessionAsync(path.ToFix())).Procedure));
        await client.RecordFitnessSummonsAsync(path.ToSummon());
        Assert.Equal((FitnessStep.Ruling, RegistryApp.Date(2026, 3, 20)), Next(await path.ReadAsync()));
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
        var decide = new DecideFitnessProcedureRequest(path.ToDecide()) { Part = "Chirurgie" };

        var decided = (await client.DecideFitnessProcedureAsync(decide)).Procedure;

        Assert.Equal(decided, (await client.DecideFitnessProcedureAsync(decide)).Procedure);
        Assert.Equal((FitnessState.Suspended, null), (decided.State, decided.NextDeadline));
        var ruling = Assert.Single(decided.Rulings);
        Assert.Equal((FitnessFormation.Regional, 5, true), (ruling.Formation, ruling.MembersPresent, ruling.Suspends));
        Assert.True((await app.VerifyAsync(Anne)).PracticeRestrictedInPart);
        var listed = (await (await app.RestrictionsAsync()).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne })).Suspensions.Single();
        Assert.Equal(decided.SuspensionId, listed.SuspensionId);
        Assert.Equal(6, listed.Notifications.Count);
        Assert.Equal(3, listed.Appeals.Count);
        var details = await app.DetailsAsync(listed);
        Assert.Equal((SuspensionKind.Insufficiency, "Chirurgie", decided.ReceivedOn), (details.Kind, details.Part, details.RequestedOn));
        Assert.Equal(
            FitnessPath.Reasons,
            (await (await app.HealthAsync()).GetSuspensionGroundAsync(new GetSuspensionGroundRequest { SuspensionId = listed.SuspensionId })).Ground);
        var content = await path.ContentAsync();
        Assert.Equal((FitnessKind.Insufficiency, FitnessPath.Grounds), (content.Kind, content.Grounds));
        Assert.Equal((3, $"{FitnessPath.Expert} First", true), (content.Experts.Count, content.Experts[0].Name, content.Experts[2].Teaches));
        Assert.Equal(FitnessPath.ReportText, content.Reports.Single().Text);
        Assert.Equal(
            (FitnessPath.Reasons, "Chirurgie", FitnessPath.Training, false),
            (content.Rulings[0].Ground, content.Rulings[0].Part, content.Rulings[0].Training, content.Rulings[0].Presumed));
    }

    [Theory, Engines]
    public async Task Ruling_ThatRefusesToSuspend_LeavesTheRegisterAsItIs(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        var revisions = await app.CountAsync("register_revisions");

        var decided = await path.DecideAsync(suspends: false);

        Assert.Equal((FitnessState.NotSuspended, "", null), (decided.State, decided.SuspensionId, decided.NextDeadline));
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
        Assert.Equal((revisions, 0), (await app.CountAsync("register_revisions"), await app.CountAsync("suspensions")));
    }

    [Theory, Engines]
    public async Task Physician_AbsentTwice_IsSuspendedOnAPresumption(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync(absent: true);

        await path.DecideAsync();

        var content = await path.ContentAsync();
        Assert.True(content.Reports.Single().Absent && content.Rulings.Single().Presumed);
        Assert.Equal(2, content.Reports.Single().SummonedOn.Count);
    }

    /// <summary>The days of the seat of the regional council: Nancy for Strasbourg, Guadeloupe for Martinique.</summary>
    [Theory]
    [OneEngine("75", "ile-de-france", "2026-01-20", "2026-03-03", "2026-03-20")]
    // 26 December is a holiday in Strasbourg, not in Nancy; 7 December a Sunday.
    [OneEngine("67", "grand-est", "2025-10-26", "2025-12-08", "2025-12-26")]
    // 27 May is a holiday in Guadeloupe, 22 May in Martinique. 8 May is a Friday.
    [OneEngine("971", "antilles-guyane", "2026-03-27", "2026-05-11", "2026-05-28")]
    [OneEngine("972", "antilles-guyane", "2026-03-22", "2026-05-04", "2026-05-22")]
    // 20 December 2024 is a holiday in La Réunion, and a Friday.
    [OneEngine("976", "la-reunion-mayotte", "2024-10-20", "2024-12-02", "2024-12-23")]
    // Saint-Pierre-et-Miquelon goes with Normandie.
    [OneEngine("975", "normandie", "2026-01-20", "2026-03-03", "2026-03-20")]
    public async Task Deadlines_FollowTheSeatOfTheRegionalCouncil(
        SqlEngine engine, string council, string region, string receivedOn, string report, string ruling)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(department: council, postalCode: council.PadRight(5, '0')));
        app.GoTo(new DateOnly(2026, 4, 1));

        var opened = await new FitnessPath(app) { Formation = $"formation-{region}@practitioner_health", Received = DateOnly.Parse(receivedOn) }.OpenAsync();

        Assert.Equal((council, region), (opened.Council, opened.Region));
        Assert.Equal(new[] { report, ruling }.Select(day => DateOnly.Parse(day).ToProto()), opened.Limits.Select(limit => limit.LastDay));
    }

    [Theory, Engines]
    public async Task TwoMonths_Passed_GiveTheProcedureToTheNationalFormation(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        app.GoTo(new DateOnly(2026, 3, 20));
        await WorkAsync(app);
        Assert.Equal(FitnessFormation.Regional, (await path.ReadAsync()).Holder);
        // Not yet in the hands of the national council, and out of those of the regional one.
        app.GoTo(new DateOnly(2026, 3, 21));
        await (await path.AsAsync()).FixFitnessSessionAsync(path.ToFix(new DateOnly(2026, 3, 20)));
        var tooLate = path.ToDecide(on: new(2026, 3, 21));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "RULING_OUT_OF_TIME", (await path.AsAsync()).DecideFitnessProcedureAsync(tooLate));
        var late = await Faults.FailsAsync(StatusCode.FailedPrecondition, (await path.AsAsync()).DecideFitnessProcedureAsync(tooLate));
        Assert.Contains("R.4124-3, VI", late.Status.Detail, StringComparison.Ordinal);

        await WorkAsync(app);

        // Two months after the first two, as a landmark: no text sets them.
        var passed = await path.ReadAsync();
        Assert.Equal((FitnessFormation.National, RegistryApp.Date(2026, 3, 21), false), (passed.Holder, passed.PassedOn, passed.OnAppeal));
        Assert.Equal((FitnessStep.NationalRuling, RegistryApp.Date(2026, 5, 21)), Next(passed));
        Assert.True(passed.NextDeadline is { Indicative: true, Limit: null });
        await Faults.FailsAsync(
            StatusCode.NotFound, (await path.AsAsync()).GetFitnessContentAsync(new GetFitnessContentRequest { ProcedureId = passed.ProcedureId }));
        Assert.Empty((await (await path.AsAsync()).ListFitnessProceduresAsync(new ListFitnessProceduresRequest())).Procedures);
        path.Formation = FitnessPath.National;
        Assert.Equal(passed, (await (await path.AsAsync()).ListFitnessProceduresAsync(new ListFitnessProceduresRequest())).Procedures.Single());
        app.GoTo(new DateOnly(2026, 4, 20));
        await path.MeetAsync(new DateOnly(2026, 4, 15));
        await path.DecideAsync(on: new DateOnly(2026, 4, 15));
        Assert.Equal(FitnessFormation.National, path.Now.Rulings.Single().Formation);
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
        Assert.Equal(FitnessKind.Infirmity, (await path.ContentAsync()).Kind);
    }

    [Theory, Engines]
    public async Task RulingInTime_TypedAfterTheTime_StillHolds(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        app.GoTo(new DateOnly(2026, 3, 23));
        await WorkAsync(app);

        var decided = await path.DecideAsync();

        Assert.Equal((FitnessState.Suspended, FitnessFormation.Regional, null), (decided.State, decided.Holder, decided.PassedOn));
        await path.ContentAsync();
    }

    [Theory, Engines]
    public async Task Death_ClosesTheProcedure(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        await (await app.RegistrationsAsync()).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(),
            Rpps = Anne,
            Ground = FactGround.Death,
            EffectiveOn = RegistryApp.Today.ToProto(),
        });
        await app.LeavesNothingAsync(async () => await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "DECEASED", (await path.AsAsync()).DecideFitnessProcedureAsync(path.ToDecide())));

        await WorkAsync(app);

        var closed = await path.ReadAsync();
        Assert.Equal((FitnessState.Deceased, RegistryApp.Today.ToProto(), null), (closed.State, closed.ClosedOn, closed.NextDeadline));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, (await path.AsAsync()).DecideFitnessProcedureAsync(path.ToDecide()));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "DECEASED", (await path.AsAsync()).OpenFitnessProcedureAsync(path.ToOpen()));
    }

    [Theory, Engines]
    public async Task List_ShowsWhatTheFormationHas_ByDueDay(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var (later, earlier) = (new FitnessPath(app) { Received = new(2026, 3, 2) }, new FitnessPath(app, RegisterFile.Jean) { Received = new(2026, 2, 2) });
        await later.OpenAsync();
        await earlier.OpenAsync();
        var client = await later.AsAsync();

        var first = await client.ListFitnessProceduresAsync(new ListFitnessProceduresRequest { PageSize = 1 });
        var second = await client.ListFitnessProceduresAsync(new ListFitnessProceduresRequest { PageSize = 1, PageToken = first.NextPageToken });

        Assert.Equal([earlier.Now, later.Now], first.Procedures.Concat(second.Procedures));
        Assert.Equal("", second.NextPageToken);
        var due = await client.ListFitnessProceduresAsync(new ListFitnessProceduresRequest { DueUntil = earlier.Now.NextDeadline.DueOn });
        Assert.Equal([earlier.Now], due.Procedures);
        Assert.Empty((await (await FitnessPath.ClientAsync(app, "formation-corse@practitioner_health")).ListFitnessProceduresAsync(
            new ListFitnessProceduresRequest())).Procedures);
        Assert.Empty((await (await FitnessPath.ClientAsync(app, FitnessPath.National)).ListFitnessProceduresAsync(
            new ListFitnessProceduresRequest())).Procedures);
        await client.CloseFitnessProcedureAsync(earlier.ToClose());
        Assert.Equal([later.Now], (await client.ListFitnessProceduresAsync(new ListFitnessProceduresRequest())).Procedures);
        Assert.Equal(FitnessState.Closed, (await earlier.ReadAsync()).State);
    }

    private static (FitnessStep Step, OrdreCouncils.Protos.Common.V1.Date DueOn) Next(FitnessProcedure procedure) =>
        (procedure.NextDeadline.Step, procedure.NextDeadline.DueOn);

    internal static Task WorkAsync(RegistryApp app) => app.App.Host.Services.GetRequiredService<FitnessClockWork>().RunOnceAsync(CancellationToken.None);
}
