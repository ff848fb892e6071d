using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>A president signs the version that the page shows: the chamber is seised.</summary>
[Calls("discipline/ReferralsService/SignReferral")]
[Calls("discipline/ReferralsService/GetReferral")]
[Calls("discipline/CasesService/GetCase")]
[Calls("discipline/DirectoryService/GetColleagues", Optional = true)]
internal sealed class SignReferralAct(CasesService.CasesServiceClient cases, ReferralsService.ReferralsServiceClient referrals, Colleagues colleagues)
    : CaseAct(cases)
{
    public override string Name => "signer-saisine";

    public override string Title => "Signer la saisine";

    public override string SendLabel => "Signer et saisir la chambre";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.ReferralPrepared];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "La chambre est saisie ce jour : le conseil est partie à l’affaire.",
        "Le médecin est jugé par la chambre du conseil où il est inscrit ce jour (CSP R.4126-8).",
        "Cette signature ne se défait pas.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answer = await referrals.SignReferralAsync(new SignReferralRequest { RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag });
        return new Outcome("La saisine est signée")
        {
            Next = [$"Chambre saisie : {ChamberWords.Of(answer.Referral.Chamber)}.", "La chambre enregistre l’affaire et demande les mémoires."],
            Address = $"/dossiers/{request.Record}", AddressLabel = "Ouvrir le dossier",
        };
    }

    protected override async Task<ActSubject> CompleteAsync(Case file, ActSubject subject)
    {
        var referral = (await referrals.GetReferralAsync(new GetReferralRequest { CaseId = file.CaseId })).Referral;
        var nameOf = await colleagues.NamesAsync("discipline", referral.PreparedBy);
        return subject with
        {
            Etag = referral.Etag,
            Facts =
            [
                new Line("Chambre", ChamberWords.Of(referral.Chamber)),
                new Line("Articles", string.Join(", ", referral.EthicsArticles.Select(article => $"R.4127-{article}"))),
                new Line("Délibérée le", Dates.Of(referral.DeliberatedOn)),
                new Line("Rédigée", $"{Dates.Of(referral.PreparedAt)} par {nameOf(referral.PreparedBy)}"),
            ],
            Text = referral.ReasonedOpinion,
        };
    }
}
