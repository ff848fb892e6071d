using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>The hearing was held, or postponed.</summary>
[Calls("discipline/HearingsService/RecordHearing")]
[Calls("discipline/HearingsService/GetHearing")]
internal sealed class RecordHearingAct(HearingsService.HearingsServiceClient hearings) : HearingAct(hearings)
{
    private static readonly Field[] Questions =
    [
        new ChoiceField(
            "issue", "L’audience", [new Option(nameof(HearingOutcome.Held), "a été tenue"), new Option(nameof(HearingOutcome.Postponed), "est renvoyée")])
        {
            Contract = "outcome", Expected = "Une audience est tenue quand son jour est venu ; avant, elle est renvoyée.",
        },
        new DateField("renvoyee-le", "Jour de la décision de renvoi")
        {
            Required = false, Contract = "postponed_on", Hint = "Pour une audience renvoyée seulement.",
            Expected = "Pour une audience renvoyée, écrivez un jour depuis sa fixation qui n’est pas dans le futur ; rien pour une audience tenue.",
        },
        new ChecksField("presents", "Présents ou représentés", EnumOptions.Of(
            InstructionWords.Of, CaseParty.Respondent, CaseParty.Author, CaseParty.Council, CaseParty.RegisterCouncil))
        {
            Required = false, Contract = "present", Expected = "Cochez les parties présentes d’une audience tenue, aucune d’une audience renvoyée.",
        },
        new ChecksField("silence", "Droit de se taire", [new Option("oui", "Le président a dit au médecin présent qu’il a le droit de se taire")])
        {
            Required = false, Contract = "silence_told", Expected = "Le président le dit au médecin présent avant l’ouverture des débats.",
        },
    ];

    public override string Name => "enregistrer-audience";

    public override string Title => "Enregistrer la tenue ou le renvoi de l’audience";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.Chosen<HearingOutcome>("issue") == HearingOutcome.Held
            ? ["Chaque partie a été convoquée à temps (CSP R.4126-25), sinon l’acte est refusé.", "La chambre délibère ; sa décision s’enregistre ensuite."]
            : ["Une autre audience doit être fixée, avec de nouvelles convocations.", "Cet acte ne se défait pas."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var sent = new RecordHearingRequest
        {
            RequestId = request.RequestId, HearingId = request.Record, Outcome = answers.Chosen<HearingOutcome>("issue"),
            PostponedOn = answers.ProtoDate("renvoyee-le"), SilenceTold = answers.Yes("silence"),
        };
        sent.Present.Add(answers.AllChosen<CaseParty>("presents"));
        return Done(
            sent.Outcome == HearingOutcome.Held ? "L’audience tenue est enregistrée" : "Le renvoi est enregistré",
            (await Hearings.RecordHearingAsync(sent)).Hearing);
    }

    protected override ActSubject Complete(ActSubject subject) => subject with { Fields = Questions };
}
