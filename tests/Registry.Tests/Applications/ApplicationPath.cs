using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>Takes an application through the steps of council 75's clerk and president. The council receives it on Sunday 15 March 2026.</summary>
internal sealed class ApplicationPath(RegistryApp app)
{
    public const string Rpps = RegisterFile.Jean;

    public static readonly ApplicationDocument[] Documents =
    [
        ApplicationDocument.Identity, ApplicationDocument.Diploma, ApplicationDocument.SwornStatement, ApplicationDocument.RadiationCertificate,
        ApplicationDocument.LanguageEvidence, ApplicationDocument.CurriculumVitae,
    ];

    public Application Now { get; private set; } = new();

    /// <summary>Day of the steps and of the decision; the app's today when null.</summary>
    public DateOnly? On { get; set; }

    /// <summary>A refusal needs a letter sent fifteen days before the session, so its application comes earlier.</summary>
    public DateOnly ReceivedOn { get; set; } = RegistryApp.Today;

    public Task<ApplicationsService.ApplicationsServiceClient> AsAsync(string identity) => app.App.ClientAsync<ApplicationsService.ApplicationsServiceClient>(identity);

    public static SubmitApplicationRequest Submission(string rpps = Rpps) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = rpps,
        Identity = new ApplicantIdentity { Title = "DR", Civility = "M", FamilyName = "ESSAI-NOUVEAU", GivenName = "JEAN" },
        Qualifications = { new Qualification { Kind = "S", Code = "SM04", Label = "Cardiologie et maladies vasculaires" } },
        Documents = { Documents },
        ReceivedOn = RegistryApp.Today.ToProto(),
    };

    public RecordStepRequest Step(Action<RecordStepRequest> step, DateOnly? on = null)
    {
        var request = new RecordStepRequest
        {
            RequestId = RegistryApp.NewId(),
            ApplicationId = Now.ApplicationId,
            On = (on ?? RegistryApp.Today).ToProto(),
            Etag = Now.Etag,
        };
        step(request);
        return request;
    }

    public PrepareDecisionRequest Draft(bool accepted, RefusalGround ground = RefusalGround.Unspecified, string training = "", DateOnly? on = null) => new()
    {
        RequestId = RegistryApp.NewId(),
        ApplicationId = Now.ApplicationId,
        Accepted = accepted,
        RefusalGround = ground,
        Training = training,
        SessionOn = (on ?? RegistryApp.Today).ToProto(),
        Etag = Now.Etag,
    };

    public SignDecisionRequest Signature() => new() { RequestId = RegistryApp.NewId(), ApplicationId = Now.ApplicationId, Etag = Now.Etag };

    public RecordNotificationRequest Notice(NotificationRecipient recipient, DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        ApplicationId = Now.ApplicationId,
        Recipient = recipient,
        NotifiedOn = on.ToProto(),
        Etag = Now.Etag,
    };

    public LodgeAppealRequest Appeal(AppealLevel level, DateOnly on, AppealAppellant appellant = AppealAppellant.Unspecified) => new()
    {
        RequestId = RegistryApp.NewId(),
        ApplicationId = Now.ApplicationId,
        Level = level,
        LodgedOn = on.ToProto(),
        Appellant = appellant,
        Etag = Now.Etag,
    };

    public RecordAppealOutcomeRequest Ruling(AppealLevel level, AppealOutcome outcome, DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        ApplicationId = Now.ApplicationId,
        Level = level,
        Outcome = outcome,
        DecidedOn = on.ToProto(),
        NotifiedOn = on.ToProto(),
        Etag = Now.Etag,
    };

    public async Task<Application> SubmitAsync(string rpps = Rpps, string clerk = "cdom-75", DateOnly? bornOn = null)
    {
        var submission = Submission(rpps);
        submission.BornOn = bornOn?.ToProto();
        submission.ReceivedOn = ReceivedOn.ToProto();
        return Now = (await (await AsAsync(clerk)).SubmitApplicationAsync(submission)).Application;
    }

    public async Task<Application> StepAsync(Action<RecordStepRequest> step, DateOnly? on = null) =>
        Now = (await (await AsAsync($"cdom-{Now.Council}")).RecordStepAsync(Step(step, on))).Application;

    public async Task<Application> CompleteAsync(string rpps = Rpps, string clerk = "cdom-75", DateOnly? bornOn = null)
    {
        await SubmitAsync(rpps, clerk, bornOn);
        return await ExamineAsync();
    }

    public async Task<Application> SubmitAsync(SubmitApplicationRequest submission, string clerk) =>
        Now = (await (await AsAsync(clerk)).SubmitApplicationAsync(submission)).Application;

    /// <summary>Completes a submitted application and names a rapporteur.</summary>
    public async Task<Application> ExamineAsync()
    {
        await StepAsync(request => request.FileComplete = new FileComplete(), Day);
        return await StepAsync(request => request.RapporteurAppointed = new RapporteurAppointed { Rapporteur = "Dr Rapporteur" }, Day);
    }

    public async Task<Application> DecideAsync(bool accepted, RefusalGround ground = RefusalGround.Unspecified, string training = "")
    {
        if (!accepted && Now.Summons is null)
            await SummonAsync(Now.ReceivedOn.Day(), Day);
        Now = (await (await AsAsync($"cdom-{Now.Council}")).PrepareDecisionAsync(Draft(accepted, ground, training, Day))).Application;
        return Now = (await (await AsAsync($"cdom-{Now.Council}-president")).SignDecisionAsync(Signature())).Application;
    }

    /// <summary>Prepares a refusal today.</summary>
    public async Task<ApplicationPath> PrepareAsync(RefusalGround ground, string training)
    {
        Now = (await (await AsAsync($"cdom-{Now.Council}")).PrepareDecisionAsync(Draft(false, ground, training, Day))).Application;
        return this;
    }

    public Task<Application> SummonAsync(DateOnly sentOn, DateOnly meetingOn) =>
        StepAsync(request => request.ApplicantSummoned = new ApplicantSummoned { MeetingOn = meetingOn.ToProto() }, sentOn);

    /// <summary>An application refused today for lack of independence; the applicant is notified today.</summary>
    public async Task<Application> RefusedAsync()
    {
        ReceivedOn = RegistryApp.Today.AddDays(-15);
        await CompleteAsync();
        await DecideAsync(false, RefusalGround.MoralityOrIndependence);
        return await NotifyAsync(NotificationRecipient.Applicant);
    }

    public async Task<Application> NotifyAsync(NotificationRecipient recipient) =>
        Now = (await (await AsAsync($"cdom-{Now.Council}")).RecordNotificationAsync(Notice(recipient, Day))).Application;

    /// <summary>An application accepted today; the national council is notified today.</summary>
    public async Task<Application> AcceptedAsync(string rpps = Rpps, string clerk = "cdom-75")
    {
        await CompleteAsync(rpps, clerk);
        await DecideAsync(true);
        return await NotifyAsync(NotificationRecipient.NationalCouncil);
    }

    /// <summary>An application accepted today by a council, which may owe no notice.</summary>
    public async Task<Application> AcceptedAtAsync(string council)
    {
        await CompleteAsync(clerk: $"cdom-{council}");
        return await DecideAsync(true);
    }

    public async Task<Application> LodgeAsync(AppealLevel level, AppealAppellant appellant = AppealAppellant.Unspecified) =>
        Now = (await (await AsAsync("cnom-registre")).LodgeAppealAsync(Appeal(level, Day, appellant))).Application;

    public async Task<Application> RuleAsync(AppealLevel level, AppealOutcome outcome) =>
        Now = (await (await AsAsync("cnom-registre")).RecordAppealOutcomeAsync(Ruling(level, outcome, Day))).Application;

    public async Task<Application> ReadAsync() =>
        Now = (await (await AsAsync("cnom-registre")).GetApplicationAsync(new GetApplicationRequest { ApplicationId = Now.ApplicationId })).Application;

    private DateOnly Day => On ?? LegalTime.LegalDay.Today(app.App.Clock);
}
