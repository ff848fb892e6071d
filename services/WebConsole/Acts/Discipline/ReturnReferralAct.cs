using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>A president who will not sign returns the prepared version to the clerk, with the reason.</summary>
[Calls("discipline/ReferralsService/ReturnReferral")]
[Calls("discipline/ReferralsService/GetReferral")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class ReturnReferralAct(CasesService.CasesServiceClient cases, ReferralsService.ReferralsServiceClient referrals) : CaseAct(cases)
{
    private const int Shortest = 10;

    private static readonly Field[] Questions =
    [
        new LongTextField("motif", "Ce que le greffe doit corriger")
        {
            Longest = 2_000, Rows = 5, Contract = "reason", Expected = "Écrivez en dix caractères au moins ce qui est à corriger.",
        },
    ];

    public override string Name => "renvoyer-saisine";

    public override string Title => "Renvoyer la saisine au greffe";

    public override string SendLabel => "Renvoyer au greffe";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.ReferralPrepared];

    public override IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers)
    {
        if (answers.Text("motif").Length < Shortest)
            yield return ("motif", "Écrivez en dix caractères au moins ce qui est à corriger.");
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        [
            "Le greffe voit votre motif et prépare une nouvelle version.", "Les délais de la loi continuent de courir.",
            "Cette version ne peut plus être signée.",
        ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        await referrals.ReturnReferralAsync(new ReturnReferralRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Reason = request.Answers.Text("motif"),
        });
        return new Outcome("La saisine est renvoyée au greffe") { Address = $"/dossiers/{request.Record}", AddressLabel = "Ouvrir le dossier" };
    }

    protected override async Task<ActSubject> CompleteAsync(Case file, ActSubject subject)
    {
        var referral = (await referrals.GetReferralAsync(new GetReferralRequest { CaseId = file.CaseId })).Referral;
        return subject with { Fields = Questions, Etag = referral.Etag };
    }
}
