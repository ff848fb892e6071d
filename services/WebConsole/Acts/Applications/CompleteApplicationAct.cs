using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>The file of an application is complete: the time to decide runs (CSP L.4112-3).</summary>
[Calls("registry/ApplicationsService/RecordStep")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class CompleteApplicationAct(ApplicationsService.ApplicationsServiceClient applications) : StepAct(applications)
{
    public override string Name => "declarer-dossier-complet";

    public override string Title => "Déclarer le dossier complet";

    protected override IReadOnlyList<ApplicationState> States => [ApplicationState.Submitted];

    protected override string DayLabel => "Jour où le dossier est complet";

    protected override string DoneText => "Le dossier est complet";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        [
            "Le conseil décide dans les trois mois de ce jour (CSP L.4112-3).",
            "Sans décision, le silence vaut refus (CSP L.4112-4), sauf en Nouvelle-Calédonie et en Polynésie française.",
        ]);

    protected override void Fill(RecordStepRequest sent, Answers answers) => sent.FileComplete = new FileComplete();
}
