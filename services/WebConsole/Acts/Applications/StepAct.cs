using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>One step of the examination of an application, on a day.</summary>
internal abstract class StepAct(ApplicationsService.ApplicationsServiceClient applications) : ApplicationAct(applications)
{
    protected override IReadOnlyList<ApplicationState> States => [ApplicationState.Submitted, ApplicationState.Complete, ApplicationState.DecisionPrepared];

    protected abstract string DayLabel { get; }

    protected abstract string DoneText { get; }

    public sealed override async Task<Outcome> SendAsync(ActRequest request)
    {
        var sent = new RecordStepRequest
        {
            RequestId = request.RequestId, ApplicationId = request.Record, Etag = request.Etag, On = request.Answers.ProtoDate("jour"),
        };
        Fill(sent, request.Answers);
        return Done(DoneText, (await Applications.RecordStepAsync(sent)).Application);
    }

    protected abstract void Fill(RecordStepRequest sent, Answers answers);

    protected virtual IReadOnlyList<Field> Questions(Application application) => [];

    protected sealed override ActSubject Complete(Application application, ActSubject subject) => subject with
    {
        Fields =
        [
            new DateField("jour", DayLabel)
            {
                Contract = "on",
                Expected = "Écrivez un jour qui n’est ni dans le futur ni avant la réception de la demande ou, pour cet acte, le dossier complet.",
            },
            .. Questions(application),
        ],
        Begin = Begin(application),
    };

    protected virtual Answers Begin(Application application) => Answers.None;

    protected static IReadOnlyList<Option> Missing(Application application) => EnumOptions.Of(
        Ui.ApplicationWords.Of, application.Documents.Where(document => !document.Received).Select(document => document.Document));
}
