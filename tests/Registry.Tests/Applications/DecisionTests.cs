using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

public sealed class DecisionTests
{
    private const string Rpps = ApplicationPath.Rpps;
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task WholePath_Accepted_VerifySaysRegistered(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        var path = new ApplicationPath(app);
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(Rpps)).Status);
        await path.CompleteAsync();
        app.GoTo(Today.AddDays(30));

        var accepted = await path.DecideAsync(true);

        Assert.Equal(ApplicationState.Accepted, accepted.State);
        Assert.Equal(("cdom-75", "cdom-75-president"), (accepted.Decision.PreparedBy, accepted.Decision.SignedBy));
        Assert.True((await app.VerifyAsync(Rpps)) is { Registered: true, MayPractise: true });
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(Rpps, Today.AddDays(29))).Status);
        var physician = await app.GetAsync(Rpps);
        Assert.Equal(("ESSAI-NOUVEAU", "75", "SM04"), (physician.FamilyName, physician.Council, physician.Qualifications.Single().Code));
        var found = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "nouveau", Specialty = "SM04" });
        Assert.True(found.Physicians.Single().MayPractise);
        Assert.Equal(
            [NotificationRecipient.Applicant, NotificationRecipient.NationalCouncil, NotificationRecipient.HealthAgency],
            accepted.Notifications.Select(item => item.Recipient));
        // A week from Tuesday 14 April 2026.
        Assert.All(accepted.Notifications, item => Assert.Equal(RegistryApp.Date(2026, 4, 21), item.DueOn));
    }

    [Theory, Engines]
    public async Task Accepted_ThenInTheNationalFile_IsUpdatedAndKeepsCouncil(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        await path.DecideAsync(true);

        var result = await app.ImportAsync(new RegisterFile().Line(Rpps, "ESSAI-NOUVEAU", "JEAN", specialty: "SM04", postalCode: "62000"));
        var again = await app.ImportAsync(new RegisterFile().Line(Rpps, "ESSAI-NOUVEAU", "JEAN", specialty: "SM04", postalCode: "62000"));

        Assert.Equal((0, 1), (result.PhysiciansCreated, result.PhysiciansUpdated));
        Assert.Equal(1, again.PhysiciansUnchanged);
        var physician = await app.GetAsync(Rpps);
        Assert.Equal(("75", "62"), (physician.Council, physician.Activities.Single().Department));
        Assert.Equal(1, await app.CountAsync("physicians"));
        Assert.Equal(Today.ToProto(), (await app.VerifyAsync(Rpps)).RegisteredSince);
    }

    [Theory, Engines]
    public async Task SignDecision_ByThePreparerOrAnotherCouncilOrUnread_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        var president = await path.AsAsync("cdom-75-president");
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, president.SignDecisionAsync(path.Signature()));
        await app.App.Database.WriteAsync(
            async sql => await sql.ExecuteAsync(
                """
                insert into application_drafts (application_id, number, outcome, refusal_ground, training, session_on, prepared_by, prepared_at)
                select id, 1, 'Accepted', '', '', received_on, 'cdom-75-president', submitted_at from applications
                """) == 1, default);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, president.SignDecisionAsync(path.Signature()));
        await Faults.FailsAsync(StatusCode.NotFound, (await path.AsAsync("cdom-62-president")).SignDecisionAsync(path.Signature()));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, president.SignDecisionAsync(new SignDecisionRequest(path.Signature()) { Etag = "1" }));
        await Faults.InvalidAsync(president.SignDecisionAsync(new SignDecisionRequest()), "request_id", "application_id", "etag");
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(Rpps)).Status);
    }

    [Theory, Engines]
    public async Task SignDecision_Repeated_EntersOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        var draft = path.Draft(accepted: true);
        var clerk = await path.AsAsync("cdom-75");
        var prepared = await clerk.PrepareDecisionAsync(draft);
        Assert.Equal(prepared, await clerk.PrepareDecisionAsync(draft));
        var president = await path.AsAsync("cdom-75-president");
        var sign = new SignDecisionRequest(path.Signature()) { Etag = prepared.Application.Etag };

        var signed = await president.SignDecisionAsync(sign);

        Assert.Equal(signed, await president.SignDecisionAsync(sign));
        Assert.Equal(1, await app.CountAsync("registration_facts"));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            president.SignDecisionAsync(new SignDecisionRequest { RequestId = RegistryApp.NewId(), ApplicationId = sign.ApplicationId, Etag = signed.Application.Etag }));
    }

    [Theory, Engines]
    public async Task SignDecision_RegisteredMeanwhile_IsRefusedAndLeavesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        await app.ImportAsync(new RegisterFile().Line(Rpps, "ESSAI-NOUVEAU", "JEAN"));
        var prepared = await (await path.AsAsync("cdom-75")).PrepareDecisionAsync(path.Draft(accepted: true));

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "ALREADY_REGISTERED",
            (await path.AsAsync("cdom-75-president")).SignDecisionAsync(new SignDecisionRequest(path.Signature()) { Etag = prepared.Application.Etag }));

        Assert.Equal(ApplicationState.DecisionPrepared, (await path.ReadAsync()).State);
        Assert.Equal(0, await app.CountAsync("notices"));
    }

    [Theory, Engines]
    public async Task Refused_ForHealth_TellsNeitherTheInsurersNorTheLog(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app) { ReceivedOn = Today.AddDays(-15) };
        await path.CompleteAsync();

        var refused = await path.DecideAsync(false, RefusalGround.Infirmity);

        Assert.Equal(ApplicationState.Refused, refused.State);
        Assert.Equal((RefusalGround.Unspecified, ""), (refused.Decision.RefusalGround, refused.Decision.Training));
        Assert.DoesNotContain(refused.Notifications, item => item.Recipient == NotificationRecipient.HealthInsurers);
        Assert.Null(refused.Appeals.Single().Time);
        Assert.Equal(0, await app.CountAsync("audit_entries where body like '%nfirmity%'"));
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(Rpps)).Status);
    }

    [Theory, Engines("DE", true), Engines("IS", true), Engines("FR", false), Engines("CH", false), Engines("", false)]
    public async Task Decision_OnAEuropeanNational_IsOwedToTheAuthoritiesOfTheOtherStatesWhenItRefuses(SqlEngine engine, string nationality, bool owed)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var submission = ApplicationPath.Submission();
        submission.Nationality = nationality;
        submission.ReceivedOn = Today.AddDays(-20).ToProto();
        submission.Documents.Add(ApplicationDocument.CriminalRecord);
        await path.SubmitAsync(submission, "cdom-75");
        await path.ExamineAsync();

        var refused = await path.DecideAsync(false, RefusalGround.MoralityOrIndependence);

        Assert.Equal(owed, refused.Notifications.Any(item => item.Recipient == NotificationRecipient.EuropeanAuthorities));
        if (owed)
            Assert.Contains((await path.NotifyAsync(NotificationRecipient.EuropeanAuthorities)).Notifications, item => item is { Recipient: NotificationRecipient.EuropeanAuthorities, NotifiedOn: not null });
    }

    [Theory, Engines]
    public async Task Acceptance_OfAEuropeanNational_IsNotTheirs(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var submission = ApplicationPath.Submission();
        submission.Nationality = "DE";
        submission.Documents.Add(ApplicationDocument.CriminalRecord);
        await path.SubmitAsync(submission, "cdom-75");
        await path.ExamineAsync();

        Assert.DoesNotContain((await path.DecideAsync(true)).Notifications, item => item.Recipient == NotificationRecipient.EuropeanAuthorities);
    }

    [Theory, Engines]
    public async Task RecordNotification_OfTheApplicant_MakesTheAppealTimeRun(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app) { ReceivedOn = Today.AddDays(-15) };
        await path.CompleteAsync();
        var clerk = await path.AsAsync("cdom-75");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, clerk.RecordNotificationAsync(path.Notice(NotificationRecipient.Applicant, Today)));
        await path.DecideAsync(false, RefusalGround.Competence, "Stage de six mois en cardiologie.");
        var request = path.Notice(NotificationRecipient.Applicant, Today);

        var notified = await clerk.RecordNotificationAsync(request);

        Assert.Equal(notified, await clerk.RecordNotificationAsync(request));
        // Thirty days from 15 March 2026: Tuesday 14 April.
        Assert.Equal(RegistryApp.Date(2026, 4, 14), notified.Application.Appeals.Single().Time.LastDay);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            clerk.RecordNotificationAsync(new RecordNotificationRequest(request) { RequestId = RegistryApp.NewId(), Etag = "" }));
        await Faults.InvalidAsync(clerk.RecordNotificationAsync(new RecordNotificationRequest()), "request_id", "application_id", "recipient", "notified_on");
        await Faults.InvalidAsync(
            clerk.RecordNotificationAsync(new RecordNotificationRequest(path.Notice(NotificationRecipient.HealthAgency, Today.AddDays(-1))) { Etag = "" }), "notified_on");
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, clerk.RecordNotificationAsync(path.Notice(NotificationRecipient.HealthAgency, Today)));
        await Faults.FailsAsync(
            StatusCode.NotFound, (await path.AsAsync("cdom-62")).RecordNotificationAsync(path.Notice(NotificationRecipient.HealthAgency, Today)));
    }
}
