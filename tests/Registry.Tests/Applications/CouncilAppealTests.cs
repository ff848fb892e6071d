using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>Appeals of the national council and of council 75 against a decision of Sunday 15 March 2026, notified on the same day.</summary>
public sealed class CouncilAppealTests
{
    private const string Rpps = ApplicationPath.Rpps;
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task LodgeAppeal_OfTheNationalCouncilGranted_AnnulsTheRegistrationUntilTheNextLevelRestoresIt(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        var path = new ApplicationPath(app);
        var accepted = await path.AcceptedAsync();
        // Thirty days from 15 March: Tuesday 14 April.
        var open = accepted.Appeals.Single();
        Assert.Equal(
            (AppealLevel.Regional, AppealAppellant.NationalCouncil, RegistryApp.Date(2026, 4, 14)), (open.Level, open.Appellant, open.Time.LastDay));

        app.GoTo(Today.AddDays(10));
        var appealed = await path.LodgeAsync(AppealLevel.Regional, AppealAppellant.NationalCouncil);
        Assert.Equal((ApplicationState.Appealed, AppealAppellant.NationalCouncil), (appealed.State, appealed.Appeals.Single().Appellant));
        Assert.True((await app.VerifyAsync(Rpps)).MayPractise);
        app.GoTo(Today.AddDays(30));
        var ruling = path.Ruling(AppealLevel.Regional, AppealOutcome.Granted, Today.AddDays(30));
        ruling.CouncilNotifiedOn = Today.AddDays(30).ToProto();
        var registrar = await path.AsAsync("cnom-registre");

        var annulled = await registrar.RecordAppealOutcomeAsync(ruling);

        Assert.Equal(annulled, await registrar.RecordAppealOutcomeAsync(ruling));
        Assert.Equal(ApplicationState.AnnulledOnAppeal, annulled.Application.State);
        Assert.True((await app.VerifyAsync(Rpps)) is { Status: RegistrationStatus.Left, MayPractise: false });
        Assert.True((await app.VerifyAsync(Rpps, Today.AddDays(29))).MayPractise);
        // The appeal takes the applicant off the register and reverses the council's decision.
        Assert.Equal(
            [(AppealLevel.National, AppealAppellant.Applicant), (AppealLevel.National, AppealAppellant.DepartmentalCouncil)],
            annulled.Application.Appeals.Skip(1).Select(item => (item.Level, item.Appellant)));
        var history = await (await app.RegistrationsAsync()).GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Rpps });
        Assert.Equal((FactGround.RegistrationAnnulled, 0), (history.Facts[^1].Ground, history.Facts[^1].Notifications.Count));

        await path.ReadAsync();
        await path.LodgeAsync(AppealLevel.National, AppealAppellant.DepartmentalCouncil);
        app.GoTo(Today.AddDays(50));
        var restored = await path.RuleAsync(AppealLevel.National, AppealOutcome.Granted);
        Assert.Equal((ApplicationState.GrantedOnAppeal, 2), (restored.State, restored.Appeals.Count));
        Assert.True((await app.VerifyAsync(Rpps)) is { Registered: true, MayPractise: true });
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Rpps, Today.AddDays(49))).Status);
        Assert.Equal(
            ApplicationState.GrantedOnAppeal,
            (await registrar.ListApplicationsAsync(new ListApplicationsRequest { State = ApplicationState.GrantedOnAppeal })).Applications.Single().State);
    }

    [Theory, Engines]
    public async Task LodgeAppeal_OfTheDepartmentalCouncil_HasItsTimeFromTheDayItWasTold(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();
        await path.LodgeAsync(AppealLevel.Regional);
        app.GoTo(Today.AddDays(30));
        var ruling = path.Ruling(AppealLevel.Regional, AppealOutcome.Granted, Today.AddDays(20));
        ruling.CouncilNotifiedOn = Today.AddDays(25).ToProto();

        var granted = (await (await path.AsAsync("cnom-registre")).RecordAppealOutcomeAsync(ruling)).Application;

        // Thirty days from Thursday 9 April end on Saturday 9 May, so the limit moves to Monday 11.
        var open = granted.Appeals[^1];
        Assert.Equal((AppealAppellant.DepartmentalCouncil, RegistryApp.Date(2026, 5, 11)), (open.Appellant, open.Time.LastDay));
        Assert.Equal(ruling.CouncilNotifiedOn, granted.Appeals[0].CouncilNotifiedOn);
        await path.ReadAsync();
        app.GoTo(new DateOnly(2026, 5, 12));
        var clerk = await path.AsAsync("cdom-75");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "APPEAL_OUT_OF_TIME",
            clerk.LodgeAppealAsync(path.Appeal(AppealLevel.National, new DateOnly(2026, 5, 12), AppealAppellant.DepartmentalCouncil)));
        var lodge = path.Appeal(AppealLevel.National, new DateOnly(2026, 5, 11), AppealAppellant.DepartmentalCouncil);
        var lodged = await clerk.LodgeAppealAsync(lodge);
        Assert.Equal(lodged, await clerk.LodgeAppealAsync(lodge));
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused,
            clerk.LodgeAppealAsync(new LodgeAppealRequest(lodge) { Appellant = AppealAppellant.Applicant }));

        await path.ReadAsync();
        Assert.Equal(ApplicationState.AnnulledOnAppeal, (await path.RuleAsync(AppealLevel.National, AppealOutcome.Granted)).State);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Rpps)).Status);
        // Two clear months from 12 May, for the applicant only, because the appeal restored the council's refusal.
        Assert.Equal(
            (AppealLevel.StateCouncil, AppealAppellant.Applicant, RegistryApp.Date(2026, 7, 13)),
            (path.Now.Appeals[^1].Level, path.Now.Appeals[^1].Appellant, path.Now.Appeals[^1].Time.LastDay));
    }

    [Theory, Engines]
    public async Task LodgeAppeal_NotTheirsToAppealOrToRecord_IsRefusedAndWritesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.AcceptedAsync();
        var clerk = await path.AsAsync("cdom-75");
        var registrar = await path.AsAsync("cnom-registre");

        await Faults.ReasonAsync(
            StatusCode.PermissionDenied, "NATIONAL_ONLY", clerk.LodgeAppealAsync(path.Appeal(AppealLevel.Regional, Today, AppealAppellant.NationalCouncil)));
        foreach (var appellant in new[] { AppealAppellant.Unspecified, AppealAppellant.Applicant, AppealAppellant.DepartmentalCouncil })
        {
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, Reasons.WrongState, registrar.LodgeAppealAsync(path.Appeal(AppealLevel.Regional, Today, appellant)));
        }

        await Faults.InvalidAsync(registrar.LodgeAppealAsync(path.Appeal(AppealLevel.Regional, Today, (AppealAppellant)9)), "appellant");
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            registrar.LodgeAppealAsync(new LodgeAppealRequest(path.Appeal(AppealLevel.Regional, Today, AppealAppellant.NationalCouncil)) { Etag = "1" }));
        Assert.Equal(0, await app.CountAsync("application_appeals"));
        await path.LodgeAsync(AppealLevel.Regional, AppealAppellant.NationalCouncil);
        var ruling = path.Ruling(AppealLevel.Regional, AppealOutcome.Granted, Today);
        ruling.CouncilNotifiedOn = Today.AddDays(1).ToProto();
        await Faults.InvalidAsync(registrar.RecordAppealOutcomeAsync(ruling), "council_notified_on");
        Assert.True((await app.VerifyAsync(Rpps)).Registered);
    }

    [Theory, Engines]
    public async Task RecordAppealOutcome_DismissedOrLeftMeanwhile_LeavesTheRegister(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.AcceptedAsync();
        await path.LodgeAsync(AppealLevel.Regional, AppealAppellant.NationalCouncil);
        var dismissed = await path.RuleAsync(AppealLevel.Regional, AppealOutcome.Dismissed);
        Assert.Equal((ApplicationState.Accepted, 1), (dismissed.State, dismissed.Appeals.Count));
        Assert.True((await app.VerifyAsync(Rpps)).Registered);

        await app.ImportAsync(new RegisterFile().Line());
        await (await app.RegistrationsAsync()).RecordDepartureAsync(Departure(RegisterFile.Anne, FactGround.Request));
        await path.AcceptedAsync(RegisterFile.Anne);
        await path.LodgeAsync(AppealLevel.Regional, AppealAppellant.NationalCouncil);
        app.GoTo(Today.AddDays(5));
        await (await app.RegistrationsAsync()).RecordDepartureAsync(Departure(RegisterFile.Anne, FactGround.Request, Today.AddDays(2)));
        var facts = await app.CountAsync("registration_facts");

        Assert.Equal(ApplicationState.AnnulledOnAppeal, (await path.RuleAsync(AppealLevel.Regional, AppealOutcome.Granted)).State);

        Assert.Equal(facts, await app.CountAsync("registration_facts"));
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(RegisterFile.Anne)).Status);
    }

    private static RecordDepartureRequest Departure(string rpps, FactGround ground, DateOnly? on = null) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = rpps,
        Ground = ground,
        EffectiveOn = (on ?? Today).ToProto(),
    };
}
