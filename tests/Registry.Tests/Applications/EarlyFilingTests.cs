using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>Applications of 15 March 2026 before the diploma (CSP D.4131-3-2), and the documents of a file (R.4112-1).</summary>
public sealed class EarlyFilingTests
{
    private static readonly DateOnly Today = RegistryApp.Today;
    private static readonly DateOnly Diploma = new(2026, 7, 15);

    [Theory, Engines]
    public async Task FiledFourMonthsBefore_IsExaminedAndCompleteFromTheDiplomaOn(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var submitted = await path.SubmitAsync(Early(Diploma), "cdom-75");
        Assert.Equal((Diploma.ToProto(), 5), (submitted.DiplomaOn, submitted.Documents.Count(document => document is { Required: true, Received: true })));
        await path.StepAsync(request => request.RapporteurAppointed = new RapporteurAppointed { Rapporteur = "Dr Rapporteur" });
        var clerk = await path.AsAsync("cdom-75");
        app.GoTo(Diploma);
        await Faults.InvalidAsync(clerk.RecordStepAsync(path.Step(Received, Diploma.AddDays(-1))), "on");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, clerk.PrepareDecisionAsync(path.Draft(accepted: true, on: Diploma.AddDays(-1))));

        await path.StepAsync(Received, Diploma);
        await Faults.InvalidAsync(clerk.RecordStepAsync(path.Step(Complete, Diploma.AddDays(-1))), "on");
        await path.StepAsync(Complete, Diploma);
        await Faults.InvalidAsync(clerk.PrepareDecisionAsync(path.Draft(accepted: true, on: Diploma.AddDays(-1))), "session_on");

        Assert.Equal(ApplicationState.Accepted, (await path.DecideAsync(true)).State);
        Assert.True((await app.VerifyAsync(ApplicationPath.Rpps)).Registered);
    }

    [Theory, Engines]
    public async Task DiplomaOnAnotherDay_IsReceivedFromThatDayOn(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.SubmitAsync(Early(Diploma), "cdom-75");
        var clerk = await path.AsAsync("cdom-75");
        var came = new DateOnly(2026, 6, 30);
        app.GoTo(came.AddDays(1));
        await Faults.InvalidAsync(clerk.RecordStepAsync(path.Step(Received, came)), "on");
        await Faults.InvalidAsync(clerk.RecordStepAsync(path.Step(On(came.AddDays(1)), came)), "documents_received.diploma_on");

        var received = await path.StepAsync(On(came), came.AddDays(1));

        Assert.Equal(came.ToProto(), received.DiplomaOn);
        Assert.Equal(ApplicationState.Complete, (await path.StepAsync(Complete, came.AddDays(1))).State);
        await path.SubmitAsync(RegisterFile.Anne);
        await Faults.InvalidAsync(clerk.RecordStepAsync(path.Step(On(came), came)), "documents_received.diploma_on");

        static Action<RecordStepRequest> On(DateOnly day) => step => step.DocumentsReceived =
            new DocumentsReceived { Documents = { ApplicationDocument.Diploma }, DiplomaOn = day.ToProto() };
    }

    [Theory, OneEngine]
    public async Task DiplomaTooFarAwayOrHeld_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var clerk = await new ApplicationPath(app).AsAsync("cdom-75");

        await Faults.InvalidAsync(clerk.SubmitApplicationAsync(Early(Diploma.AddDays(1))), "diploma_on");
        await Faults.InvalidAsync(clerk.SubmitApplicationAsync(Early(Today)), "diploma_on");
        var held = Early(Diploma);
        held.Documents.Add(ApplicationDocument.Diploma);
        held.Nationality = "fr";
        await Faults.InvalidAsync(clerk.SubmitApplicationAsync(held), "documents", "nationality");
        var before = Early(new DateOnly(2021, 8, 1));
        before.ReceivedOn = RegistryApp.Date(2021, 6, 19);
        await Faults.InvalidAsync(clerk.SubmitApplicationAsync(before), "diploma_on");
    }

    [Theory, OneEngine]
    public async Task Documents_OfAForeignNational_IncludeTheCriminalRecordAndNoQuestionnaire(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var submission = ApplicationPath.Submission();
        submission.Nationality = "IT";
        var submitted = await path.SubmitAsync(submission, "cdom-75");
        Assert.Equal(
            [
                ApplicationDocument.Identity, ApplicationDocument.Diploma, ApplicationDocument.CriminalRecord, ApplicationDocument.SwornStatement,
                ApplicationDocument.RadiationCertificate, ApplicationDocument.LanguageEvidence, ApplicationDocument.CurriculumVitae,
            ],
            submitted.Documents.Where(document => document.Required).Select(document => document.Document));
        Assert.Equal("IT", submitted.Nationality);
        var clerk = await path.AsAsync("cdom-75");

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "DOCUMENTS_MISSING", clerk.RecordStepAsync(path.Step(Complete)));
        await Faults.InvalidAsync(clerk.RecordStepAsync(path.Step(Acknowledges())), "receipt_acknowledged.missing");
        await Faults.InvalidAsync(
            clerk.RecordStepAsync(path.Step(Acknowledges(ApplicationDocument.CriminalRecord, ApplicationDocument.Diploma))), "receipt_acknowledged.missing");
        var asked = await path.StepAsync(Acknowledges(ApplicationDocument.CriminalRecord, ApplicationDocument.Contracts));
        Assert.Equal([ApplicationDocument.CriminalRecord, ApplicationDocument.Contracts], asked.Acknowledgement.StillMissing);
        var received = await path.StepAsync(
            step => step.DocumentsReceived = new DocumentsReceived { Documents = { ApplicationDocument.CriminalRecord } });
        Assert.Equal([ApplicationDocument.Contracts], received.Acknowledgement.StillMissing);
        Assert.Equal(2, received.Acknowledgement.Missing.Count);
        Assert.Equal(ApplicationState.Complete, (await path.StepAsync(Complete)).State);
    }

    private static void Received(RecordStepRequest step) => step.DocumentsReceived = new DocumentsReceived { Documents = { ApplicationDocument.Diploma } };

    private static void Complete(RecordStepRequest step) => step.FileComplete = new FileComplete();

    private static Action<RecordStepRequest> Acknowledges(params ApplicationDocument[] missing) =>
        step => step.ReceiptAcknowledged = new ReceiptAcknowledged { Missing = { missing } };

    private static SubmitApplicationRequest Early(DateOnly diplomaOn)
    {
        var submission = ApplicationPath.Submission();
        submission.Documents.Remove(ApplicationDocument.Diploma);
        submission.DiplomaOn = diplomaOn.ToProto();
        return submission;
    }
}
