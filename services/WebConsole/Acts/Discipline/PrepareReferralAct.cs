using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>A clerk writes a version of the referral; the etag is that of the version that it replaces.</summary>
[Calls("discipline/ReferralsService/PrepareReferral")]
[Calls("discipline/ReferralsService/GetReferral")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class PrepareReferralAct(CasesService.CasesServiceClient cases, ReferralsService.ReferralsServiceClient referrals) : CaseAct(cases)
{
    public override string Name => "preparer-saisine";

    public override string Title => "Préparer la saisine";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.Opened, CaseStatus.Deliberated, CaseStatus.ReferralPrepared];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Le président lit cette version et la signe, ou vous la renvoie.",
        "La chambre est saisie le jour de la signature ; jusque-là tout peut être corrigé.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var sent = new PrepareReferralRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Chamber = answers.Text("chambre"),
            ReasonedOpinion = answers.Text(Opinion), DeliberatedOn = answers.ProtoDate("deliberee-le"),
        };
        sent.EthicsArticles.Add(answers.Lines("articles"));
        await referrals.PrepareReferralAsync(sent);
        return new Outcome("La saisine est préparée")
        {
            Next = ["Le président du conseil la trouve dans « À signer »."], Address = $"/dossiers/{request.Record}/saisine",
            AddressLabel = "Relire la saisine",
        };
    }

    protected override async Task<ActSubject> CompleteAsync(Case file, ActSubject subject)
    {
        var current = await CurrentAsync(file.CaseId);
        var ofComplaint = file.ComplaintId.Length > 0;
        List<Field> questions =
        [
            new ChoiceField("chambre", "Chambre compétente", [new Option(file.CompetentChamber, ChamberWords.Of(file.CompetentChamber))])
            {
                Contract = "chamber", Hint = $"Celle du conseil {file.Council}, où le médecin est inscrit (CSP R.4126-8).",
            },
            new LongTextField("articles", "Articles du code de déontologie")
            {
                Rows = 4, Contract = "ethics_articles", Hint = "Un par ligne : 4 pour R.4127-4, 37-1 pour R.4127-37-1.",
                Expected = "Écrivez au moins un article en vigueur, un par ligne : 1 à 112 sauf 92, ou 19-1, 19-2, 30-1, 37-1 à 37-4, 68-1.",
            },
        ];
        // Of a complaint, day and opinion are those of the deliberation.
        if (!ofComplaint)
        {
            questions.Add(new DateField("deliberee-le", "Jour de la délibération") { Contract = "deliberated_on", Expected = PastDay });
            questions.Add(new LongTextField(Opinion, "Avis motivé") { Contract = "reasoned_opinion", Rows = 12 });
        }

        var begin = Answers.None.With("chambre", file.CompetentChamber);
        if (current is not null)
        {
            begin = begin.With("articles", string.Join('\n', current.EthicsArticles));
            if (!ofComplaint)
                begin = begin.With(Opinion, current.ReasonedOpinion).With("deliberee-le", Dates.ToDateOnly(current.DeliberatedOn));
        }

        return subject with
        {
            Fields = questions, Begin = begin, Etag = current?.Etag ?? "",
            Notes = ofComplaint ? ["Le jour et l’avis motivé sont ceux de la délibération du conseil."] : [],
        };
    }

    private async Task<Referral?> CurrentAsync(string caseId)
    {
        try
        {
            return (await referrals.GetReferralAsync(new GetReferralRequest { CaseId = caseId })).Referral;
        }
        catch (RpcException missing) when (missing.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
