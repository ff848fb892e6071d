using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>The council appoints a rapporteur among its members (CSP R.4112-2).</summary>
[Calls("registry/ApplicationsService/RecordStep")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class AppointApplicationRapporteurAct(ApplicationsService.ApplicationsServiceClient applications) : StepAct(applications)
{
    public override string Name => "nommer-rapporteur-inscription";

    public override string Title => "Désigner le rapporteur de la demande";

    protected override string DayLabel => "Jour de la désignation";

    protected override string DoneText => "Le rapporteur est désigné";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) =>
        Task.FromResult<IReadOnlyList<string>>(["Le rapporteur, membre du conseil, instruit la demande avant toute décision (CSP R.4112-2)."]);

    protected override IReadOnlyList<Field> Questions(Application application) =>
    [
        new TextField("rapporteur", "Nom du rapporteur")
        {
            Contract = "rapporteur_appointed.rapporteur", Expected = "Écrivez le nom d’un membre du conseil.",
        },
    ];

    protected override void Fill(RecordStepRequest sent, Answers answers) =>
        sent.RapporteurAppointed = new RapporteurAppointed { Rapporteur = answers.Text("rapporteur") };
}
