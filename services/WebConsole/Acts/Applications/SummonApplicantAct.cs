using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>The applicant is summoned, without which no application is refused (CSP R.4112-2, IV).</summary>
[Calls("registry/ApplicationsService/RecordStep")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class SummonApplicantAct(ApplicationsService.ApplicationsServiceClient applications) : StepAct(applications)
{
    public override string Name => "convoquer-demandeur";

    public override string Title => "Enregistrer la convocation du demandeur";

    protected override string DayLabel => "Jour de la lettre recommandée";

    protected override string DoneText => "La convocation est enregistrée";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Aucun refus sans cette convocation, envoyée quinze jours au moins avant la séance (CSP R.4112-2, IV).", "Une nouvelle convocation remplace celle-ci.",
    ]);

    protected override IReadOnlyList<Field> Questions(Application application) =>
    [
        new DateField("seance-le", "Jour de la séance")
        {
            Contract = "applicant_summoned.meeting_on", Expected = "Écrivez un jour qui n’est pas avant la lettre.",
        },
    ];

    protected override void Fill(RecordStepRequest sent, Answers answers) =>
        sent.ApplicantSummoned = new ApplicantSummoned { MeetingOn = answers.ProtoDate("seance-le") };
}
