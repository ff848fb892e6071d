using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>An application before council 75 that lacks the diploma.</summary>
public sealed class StepRefusalTests(StepRefusalTests.Incomplete incomplete) : IClassFixture<StepRefusalTests.Incomplete>
{
    private static readonly Action<RecordStepRequest> FileComplete = step => step.FileComplete = new FileComplete();

    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        ["RecordStep_CompleteWithoutADocument_DocumentsMissing"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "DOCUMENTS_MISSING", state.Clerk.RecordStepAsync(state.Path.Step(FileComplete))),
        ["RecordStep_ExpertiseBeforeTheFileIsComplete_WrongState"] = state => state.WrongStateAsync(step => step.ExpertiseOrdered = new ExpertiseOrdered()),
        ["RecordStep_EnquiryBeforeTheFileIsComplete_WrongState"] = state =>
            state.WrongStateAsync(step => step.EnquiryOrdered = new EnquiryOrdered { Nationality = "CA", ToldOn = RegistryApp.Today.ToProto() }),
        ["RecordStep_EnquiryAboutAMemberState_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.RecordStepAsync(state.Path.Step(step => step.EnquiryOrdered = new EnquiryOrdered { Nationality = "IT", ToldOn = RegistryApp.Today.ToProto() })),
            "enquiry_ordered.nationality"),
        ["RecordStep_EnquiryUntold_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.RecordStepAsync(state.Path.Step(step => step.EnquiryOrdered = new EnquiryOrdered { Nationality = "CA" })), "enquiry_ordered.told_on"),
        ["RecordStep_EnquiryToldBefore_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.RecordStepAsync(state.Path.Step(step => step.EnquiryOrdered =
                new EnquiryOrdered { Nationality = "CA", ToldOn = RegistryApp.Today.AddDays(-1).ToProto() })), "enquiry_ordered.told_on"),
        ["RecordStep_AcknowledgementNamesADocumentTwice_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.RecordStepAsync(state.Path.Step(step => step.ReceiptAcknowledged =
                new ReceiptAcknowledged { Missing = { ApplicationDocument.Diploma, ApplicationDocument.Diploma } })), "receipt_acknowledged.missing"),
        ["RecordStep_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.RecordStepAsync(new RecordStepRequest()), "request_id", "application_id", "on", "step"),
        ["RecordStep_NamelessRapporteur_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.RecordStepAsync(state.Path.Step(step => step.RapporteurAppointed = new RapporteurAppointed())), "rapporteur_appointed.rapporteur"),
        ["RecordStep_NoDocument_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.RecordStepAsync(state.Path.Step(step => step.DocumentsReceived = new DocumentsReceived())), "documents_received.documents"),
        ["RecordStep_BeforeTheReceipt_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Clerk.RecordStepAsync(state.Path.Step(FileComplete, RegistryApp.Today.AddDays(-1))), "on"),
        ["RecordStep_StaleEtag_Aborted"] = state => Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, state.Clerk.RecordStepAsync(new RecordStepRequest(state.Path.Step(FileComplete)) { Etag = "9" })),
        ["RecordStep_AnotherCouncil_NotFound"] = async state =>
            await Faults.FailsAsync(StatusCode.NotFound, (await state.Path.AsAsync("cdom-62")).RecordStepAsync(state.Path.Step(FileComplete))),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await incomplete.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        Assert.Equal(0, await state.App.CountAsync("audit_entries where kind = 'registry.application.step_recorded'"));
    }

    [Theory, OneEngine]
    public async Task RecordStep_MissingDocumentReceived_LetsTheFileBeComplete(SqlEngine engine)
    {
        await using var state = await Incomplete.SubmittedAsync(engine);
        var received = state.Path.Step(step => step.DocumentsReceived = new DocumentsReceived { Documents = { ApplicationDocument.Diploma } });
        received.Etag = "";

        Assert.Equal(await state.Clerk.RecordStepAsync(received), await state.Clerk.RecordStepAsync(received));

        var complete = state.Path.Step(FileComplete);
        complete.Etag = "";
        Assert.Equal(ApplicationState.Complete, (await state.Clerk.RecordStepAsync(complete)).Application.State);
    }

    public sealed class Incomplete : PerEngine
    {
        internal static async Task<State> SubmittedAsync(SqlEngine engine)
        {
            var app = await RegistryApp.StartAsync(engine);
            var path = new ApplicationPath(app);
            var submission = ApplicationPath.Submission();
            submission.Documents.Remove(ApplicationDocument.Diploma);
            await path.SubmitAsync(submission, "cdom-75");
            return new State(app, path, await path.AsAsync("cdom-75"));
        }

        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine) => await SubmittedAsync(engine);
    }

    internal sealed record State(RegistryApp App, ApplicationPath Path, ApplicationsService.ApplicationsServiceClient Clerk) : IAsyncDisposable
    {
        public Task WrongStateAsync(Action<RecordStepRequest> step) =>
            Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, Clerk.RecordStepAsync(Path.Step(step)));

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
