using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Affairs;

/// <summary>A person says who the physician of a doubtful line is.</summary>
[Calls("discipline/AffairListsService/ChooseMatch")]
[Calls("discipline/AffairListsService/ListAffairLines")]
internal sealed class ChooseMatchAct(AffairListsService.AffairListsServiceClient lists) : LineAct(lists)
{
    public override string Name => "choisir-medecin";

    public override string Title => "Choisir le médecin de la ligne";

    protected override IReadOnlyList<AffairLineState> States => [AffairLineState.Doubtful, AffairLineState.Unmatched, AffairLineState.Undeliverable];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["Un dossier s’ouvre au conseil de ce médecin.", "Ce que la liste dit de la personne est alors effacé."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        await Lists.ChooseMatchAsync(new ChooseMatchRequest
        {
            RequestId = request.RequestId, LineId = Parts(request.Record).Line, Rpps = request.Answers.Text("rpps"), Etag = request.Etag,
        });
        return Done("Le médecin est choisi", request.Record);
    }

    protected override ActSubject Complete(AffairLine line, ActSubject subject) => subject with
    {
        Fields =
        [
            new TextField("rpps", "Numéro RPPS du médecin")
            {
                Digits = true, Longest = 11, Contract = "rpps", Hint = "Celui d’un candidat, ou un autre.",
                Expected = "Écrivez les onze chiffres d’un médecin du tableau.",
            },
        ],
        Begin = line.Candidates is [var only] ? Answers.None.With("rpps", only.Rpps) : Answers.None,
    };
}

/// <summary>A person sets a line aside.</summary>
[Calls("discipline/AffairListsService/DismissLine")]
[Calls("discipline/AffairListsService/ListAffairLines")]
internal sealed class DismissLineAct(AffairListsService.AffairListsServiceClient lists) : LineAct(lists)
{
    public override string Name => "ecarter-ligne";

    public override string Title => "Écarter la ligne";

    protected override IReadOnlyList<AffairLineState> States => [AffairLineState.Doubtful, AffairLineState.Unmatched, AffairLineState.Undeliverable];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["Aucun dossier n’est ouvert pour cette ligne.", "Ce que la liste dit de la personne est effacé : cet acte ne se défait pas."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        await Lists.DismissLineAsync(new DismissLineRequest
        {
            RequestId = request.RequestId, LineId = Parts(request.Record).Line, Reason = request.Answers.Text("motif"), Etag = request.Etag,
        });
        return Done("La ligne est écartée", request.Record);
    }

    protected override ActSubject Complete(AffairLine line, ActSubject subject) => subject with
    {
        Fields = [new LongTextField("motif", "Motif") { Longest = 500, Rows = 3, Contract = "reason", Hint = "Sans nommer personne." }],
    };
}

/// <summary>A line that could not be delivered is tried again now.</summary>
[Calls("discipline/AffairListsService/RetryLine")]
[Calls("discipline/AffairListsService/ListAffairLines")]
internal sealed class RetryLineAct(AffairListsService.AffairListsServiceClient lists) : LineAct(lists)
{
    public override string Name => "relancer-ligne";

    public override string Title => "Essayer de nouveau";

    public override string SendLabel => "Essayer maintenant";

    protected override IReadOnlyList<AffairLineState> States => [AffairLineState.Unmatched, AffairLineState.Undeliverable];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) =>
        Task.FromResult<IReadOnlyList<string>>(["Le tableau est interrogé de nouveau ; la ligne est transmise si la correspondance est sûre."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        await Lists.RetryLineAsync(new RetryLineRequest { RequestId = request.RequestId, LineId = Parts(request.Record).Line, Etag = request.Etag });
        return Done("La ligne est relancée", request.Record);
    }

    protected override ActSubject Complete(AffairLine line, ActSubject subject) => subject;
}
