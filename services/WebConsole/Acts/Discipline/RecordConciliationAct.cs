using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The minutes of a conciliation (CSP R.4123-20).</summary>
[Calls("discipline/ConciliationsService/RecordConciliation")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RecordConciliationAct(CasesService.CasesServiceClient cases, ConciliationsService.ConciliationsServiceClient conciliations)
    : CaseAct(cases)
{
    private static readonly Option[] Outcomes =
    [
        new("Total", "Conciliation totale", "Le dossier prend fin."), new("Partial", "Conciliation partielle", "Écrivez les points de désaccord."),
        new("None", "Pas de conciliation"), new("AuthorAbsent", "L’auteur n’est pas venu"), new("RespondentAbsent", "Le médecin n’est pas venu"),
        new("BothAbsent", "Personne n’est venu"),
    ];

    private static readonly Option[] Signatures =
        [new("auteur", "L’auteur a signé"), new("medecin", "Le médecin a signé"), new("conciliateurs", "Les conciliateurs ont signé")];

    private static readonly Field[] Questions =
    [
        new DateField("tenue-le", "Jour de la réunion") { Contract = "held_on", Expected = PastDay },
        new ChoiceField("issue", "Issue", Outcomes) { Contract = "outcome" },
        new LongTextField("desaccords", "Points de désaccord")
        {
            Required = false, Longest = 20_000, Contract = "disagreements", Hint = "Pour une conciliation partielle seulement.",
            Expected = "Écrivez les points de désaccord d’une conciliation partielle, et rien sinon.",
        },
        new ChecksField("signatures", "Signatures du procès-verbal", Signatures)
        {
            Required = false, Contract = "signed_by_*", Expected = "Un absent n’a pas signé.",
        },
    ];

    public override string Name => "enregistrer-conciliation";

    public override string Title => "Enregistrer le procès-verbal de conciliation";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.ConciliationSummoned];

    public override IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers)
    {
        if (answers.Text("issue") == "Partial" != answers.Text("desaccords").Length > 0)
            yield return ("desaccords", "Écrivez les points de désaccord d’une conciliation partielle, et rien sinon.");
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.Text("issue") == "Total"
            ? ["Le dossier prend fin : la plainte n’est pas transmise (CSP R.4123-20).", "Cet acte ne se défait pas."]
            : ["Le conseil délibère et transmet la plainte à la chambre dans les trois mois de l’enregistrement (CSP L.4123-2)."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var signatures = request.Answers.All("signatures");
        var answer = await conciliations.RecordConciliationAsync(new RecordConciliationRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag,
            HeldOn = request.Answers.ProtoDate("tenue-le"),
            Outcome = Enum.Parse<ConciliationOutcome>(request.Answers.Text("issue")),
            Disagreements = request.Answers.Text("desaccords"),
            SignedByAuthor = signatures.Contains("auteur"),
            SignedByRespondent = signatures.Contains("medecin"),
            SignedByConciliators = signatures.Contains("conciliateurs"),
        });
        return Done("Le procès-verbal est enregistré", answer.Case);
    }

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
