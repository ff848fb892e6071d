using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>A party is summoned to the hearing, and the summons reached it (CSP R.4126-25).</summary>
[Calls("discipline/HearingsService/RecordSummons")]
[Calls("discipline/HearingsService/GetHearing")]
internal sealed class RecordSummonsAct(HearingsService.HearingsServiceClient hearings) : HearingAct(hearings)
{
    private static readonly Field[] Questions =
    [
        new ChoiceField(
            "partie", "Qui est convoqué ?",
            EnumOptions.Of(InstructionWords.Of, CaseParty.Respondent, CaseParty.Author, CaseParty.Council, CaseParty.RegisterCouncil))
        {
            Contract = "party", Expected = "Choisissez une partie à l’affaire, ou le conseil du tableau s’il est un autre conseil.",
        },
        new ChoiceField(
            "residence", "Où réside cette partie ?",
            EnumOptions.Of(InstructionWords.Of, Enum.GetValues<PartyResidence>().Where(one => one != PartyResidence.Unspecified)))
        {
            Contract = "residence", Hint = "La résidence compte, non la nationalité (CPC art. 643, 644).",
        },
        new DateField("envoyee-le", "Jour d’envoi")
        {
            Contract = "sent_on", Expected = "Écrivez un jour depuis la fixation de l’audience, ni dans le futur ni après l’audience.",
        },
        new DateField("recue-le", "Jour de réception")
        {
            Required = false, Contract = "reached_on", Hint = "Vide s’il n’est pas encore connu : enregistrez alors la convocation de nouveau.",
            Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’envoi.",
        },
        new ChecksField("silence", "Droit de se taire", [new Option("oui", "La convocation dit au médecin qu’il a le droit de se taire")])
        {
            Required = false, Contract = "silence_told",
            Expected = "La convocation du médecin dit qu’il a le droit de se taire ; sinon, envoyez-la de nouveau.",
        },
    ];

    public override string Name => "enregistrer-convocation";

    public override string Title => "Enregistrer une convocation";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "La convocation doit parvenir quinze jours au moins avant l’audience, plus le délai de distance (CSP R.4126-25).",
        "L’audience ne peut pas être enregistrée comme tenue si une partie n’a pas été convoquée à temps.",
        "Une nouvelle convocation de la même partie remplace celle-ci.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        return Done("La convocation est enregistrée", (await Hearings.RecordSummonsAsync(new RecordSummonsRequest
        {
            RequestId = request.RequestId, HearingId = request.Record, Party = answers.Chosen<CaseParty>("partie"),
            Residence = answers.Chosen<PartyResidence>("residence"), SentOn = answers.ProtoDate("envoyee-le"), ReachedOn = answers.ProtoDate("recue-le"),
            SilenceTold = answers.Yes("silence"),
        })).Hearing);
    }

    protected override ActSubject Complete(ActSubject subject) => subject with { Fields = Questions };
}
