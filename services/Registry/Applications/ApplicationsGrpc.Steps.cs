using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using Step = OrdreCouncils.Protos.Registry.V1.RecordStepRequest.StepOneofCase;

namespace OrdreCouncils.Registry.Applications;

internal sealed partial class ApplicationsGrpc
{
    public override Task<RecordStepResponse> RecordStep(RecordStepRequest request, ServerCallContext context)
    {
        var (requestId, id, on, text) = ApplicationInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return ChangeAsync(context, request, requestId, async change =>
        {
            var row = await ApplicationSteps.LockAsync(change, id, request.Etag, context.Scope());
            ApplicationSteps.CheckOpen(row, change.At);
            Days.NotBefore(on, (request.StepCase is Step.ExpertiseOrdered or Step.EnquiryOrdered ? row.CompleteOn : null) ?? row.ReceivedOn, "on");
            var after = request.StepCase == Step.DocumentsReceived
                ? await ReceiveAsync(change, row, request.DocumentsReceived, on)
                : ApplicationSteps.WithDueDay(await StepAsync(change, row, request, on, text));
            await ApplicationStore.UpdateAsync(change.Sql, after);
            change.Audit(
                "registry.application.step_recorded", ApplicationSteps.Subject(id), new { dueOn = row.DueOn },
                new { step = request.StepCase.ToString(), on, dueOn = after.DueOn });
            return new RecordStepResponse { Application = await ApplicationSteps.ToProtoAsync(change, id) };
        });
    }

    /// <summary>INVALID_ARGUMENT unless the acknowledgement asks for every required document that the file lacks, and for none that it holds.</summary>
    private static void CheckAsked(ApplicationRow row, IEnumerable<ApplicationDocument> asked, IReadOnlyList<DocumentRow> received)
    {
        var held = asked.Where(document => received.Any(known => known.Document == document.ToString())).ToList();
        if (held.Count > 0)
            throw Fault.Invalid("receipt_acknowledged.missing", $"Leave out {string.Join(", ", held)}: received.");
        var forgotten = ApplicationRules.Missing(row, received).Except(asked).ToList();
        if (forgotten.Count > 0)
            throw Fault.Invalid("receipt_acknowledged.missing", $"Add {string.Join(", ", forgotten)}: required and not received (CSP R.4112-1).");
    }

    private static async Task<ApplicationRow> ReceiveAsync(Change change, ApplicationRow row, DocumentsReceived received, DateOnly on)
    {
        if (received.DiplomaOn is not null && row.DiplomaOn is null)
            throw Fault.Invalid("documents_received.diploma_on", "Leave it out: the application did not come before the diploma.");
        var diplomaOn = received.DiplomaOn?.Day() ?? row.DiplomaOn;
        // Nobody is accepted before the diploma: a decision needs a complete file, and the file the diploma.
        if (received.Documents.Contains(ApplicationDocument.Diploma))
            Days.NotBefore(on, diplomaOn ?? on, "on");
        await ApplicationStore.AddDocumentsAsync(change.Sql, row.Id, received.Documents, on);
        return row with { DiplomaOn = diplomaOn };
    }

    private static async Task<ApplicationRow> StepAsync(Change change, ApplicationRow row, RecordStepRequest request, DateOnly on, string text)
    {
        switch (request.StepCase)
        {
            case Step.FileComplete:
                RequireState(row.CompleteOn is null, "The file is complete already.");
                await CheckDocumentsAsync(change, row, on);
                return row with { CompleteOn = on };
            case Step.RapporteurAppointed:
                return row with { Rapporteur = text, RapporteurOn = on };
            case Step.ReceiptAcknowledged:
                RequireState(row.AcknowledgedOn is null, "The application is acknowledged already.");
                CheckAsked(row, request.ReceiptAcknowledged.Missing, await ApplicationStore.DocumentsAsync(change.Sql, row.Id));
                return row with { AcknowledgedOn = on, AskedDocuments = string.Join(',', request.ReceiptAcknowledged.Missing), AskedFurther = text };
            case Step.EnquiryOrdered:
                RequireState(row.CompleteOn is not null && row.EnquiryOn is null, "An enquiry is ordered once, when the file is complete.");
                return row with { Nationality = text, EnquiryOn = on, EnquiryToldOn = request.EnquiryOrdered.ToldOn.Day() };
            case Step.ApplicantSummoned:
                return row with { SummonedOn = on, MeetingOn = request.ApplicantSummoned.MeetingOn.Day() };
            default:
                RequireState(row.CompleteOn is not null && row.ExpertiseOn is null, "An expertise is ordered once, when the file is complete.");
                return row with { ExpertiseOn = on };
        }
    }

    private static async Task CheckDocumentsAsync(Change change, ApplicationRow row, DateOnly on)
    {
        var documents = await ApplicationStore.DocumentsAsync(change.Sql, row.Id);
        var missing = ApplicationRules.Missing(row, documents).ToList();
        if (missing.Count > 0)
            throw Fault.Precondition(RegistryReasons.DocumentsMissing, $"The file lacks {string.Join(", ", missing)} (CSP R.4112-1).");
        Days.NotBefore(
            on, documents.Where(document => ApplicationRules.IsRequired(Enum.Parse<ApplicationDocument>(document.Document), row))
                .Max(document => document.ReceivedOn), "on");
    }

    private static void RequireState(bool holds, string otherwise)
    {
        if (!holds)
            throw Fault.Precondition(Reasons.WrongState, otherwise);
    }
}
