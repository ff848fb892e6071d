using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>The council orders an expertise: the time to decide grows by two months (CSP R.4112-2, IV).</summary>
[Calls("registry/ApplicationsService/RecordStep")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class OrderExpertiseAct(ApplicationsService.ApplicationsServiceClient applications) : StepAct(applications)
{
    public override string Name => "ordonner-expertise";

    public override string Title => "Enregistrer une expertise ordonnée";

    protected override IReadOnlyList<ApplicationState> States => [ApplicationState.Complete];

    protected override string DayLabel => "Jour où elle est ordonnée";

    protected override string DoneText => "L’expertise est enregistrée";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        [
            "Le délai pour décider est plus long de deux mois (CSP R.4112-2, IV) ; celui d’une enquête hors de France ne l’est pas.",
            "Une seule expertise est ordonnée.",
        ]);

    protected override void Fill(RecordStepRequest sent, Answers answers) => sent.ExpertiseOrdered = new ExpertiseOrdered();
}
