using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Local.Demo;

/// <summary>A believable working day for the desks of the console: complaints at every stage, deadlines that are late, due and far, a referral to sign, cases
/// before the chamber, a decision whose time to appeal runs, and an affair. Council 75 has all of them.</summary>
internal sealed class WorkingDay(Story story)
{
    private const string Council = "75";
    private const string Chamber = "ile-de-france";

    // Nobody real: the names of the demo are invented.
    private static readonly (string Title, string Facts)[] Subjects =
    [
        ("Certificat consulté sans motif", "Un certificat a été ouvert sans rapport avec un soin."),
        ("Refus de transmettre un dossier", "Le dossier demandé en janvier n'a pas été transmis."),
        ("Propos pendant une consultation", "La patiente se plaint de propos déplacés."),
        ("Honoraires", "Les honoraires n'ont pas été annoncés avant l'acte."),
        ("Attestation de complaisance", "Un certificat aurait été remis à un tiers."),
        ("Continuité des soins", "Le cabinet a fermé sans que les patients soient prévenus."),
        ("Publicité", "Un site vante des résultats et affiche des avis."),
        ("Secret médical", "Une information a été donnée à l'employeur."),
    ];

    private static readonly string[] Authors =
        [
            "Ysolde Quincampoix", "Ambroise Vasseline", "Clélie Montcornet", "Gaspard Ventredieu", "Odile Sarrazinet", "Tibère Lancelin", "Corentin Dubosquet",
            "Perrine Aubecourt",
        ];

    private int next;

    public async Task PlayAsync()
    {
        var physicians = await PhysiciansAsync();
        // Days since the registration: late for conciliation, due soon, and of today.
        await ComplainAsync(physicians[0], daysAgo: 45);
        await ComplainAsync(physicians[1], daysAgo: 27);
        await ComplainAsync(physicians[2], daysAgo: 0);
        await SummonAsync(await ComplainAsync(physicians[3], daysAgo: 40), sentDaysAgo: 20, meetingInDays: 9);
        await ReconcileAsync(await ComplainAsync(physicians[4], daysAgo: 60), ConciliationOutcome.None, daysAgo: 30);
        await ReconcileAsync(await ComplainAsync(physicians[5], daysAgo: 50), ConciliationOutcome.Total, daysAgo: 25);

        var prepared = await DeliberatedAsync(physicians[6], daysAgo: 85);
        await PrepareAsync(prepared);

        var filed = await DeliberatedAsync(physicians[7], daysAgo: 80);
        await SignAsync(filed, await PrepareAsync(filed));

        var decided = await DeliberatedAsync(physicians[8], daysAgo: 88);
        await SignAsync(decided, await PrepareAsync(decided));
        await DecideAsync(decided);

        await ApplyAsync(number: 1, "MONTCORNET", "Clélie", daysAgo: 70, ApplicationDocument.Identity, ApplicationDocument.Diploma);
        await ApplyAsync(number: 2, "AUBECOURT", "Perrine", daysAgo: 12, ApplicationDocument.Identity);
        await ApplyAsync(number: 3, "VENTREDIEU", "Gaspard", daysAgo: 1);

        var office = await story.AsAsync<AffairsService.AffairsServiceClient>("cnom-discipline");
        await office.OpenAffairAsync(new OpenAffairRequest
        {
            RequestId = Story.NewRequestId(), Title = "Divulgation d'un code QR médical",
            Facts = "Un certificat a été consulté sans motif et son code divulgué.", FactsOn = Ago(20),
            Respondents = { new Respondent { Rpps = physicians[9] }, new Respondent { Rpps = physicians[10] } },
        });
    }

    private async Task ApplyAsync(int number, string familyName, string givenName, int daysAgo, params ApplicationDocument[] documents)
    {
        var applications = await story.AsAsync<ApplicationsService.ApplicationsServiceClient>($"cdom-{Council}");
        await applications.SubmitApplicationAsync(new SubmitApplicationRequest
        {
            // A number that the invented register does not have.
            RequestId = Story.NewRequestId(), Rpps = InventedRegister.Rpps(seed: 2027, n: 1_000_000 + number),
            Identity = new ApplicantIdentity { Title = "DR", Civility = "MME", FamilyName = familyName, GivenName = givenName },
            Qualifications = { new Qualification { Kind = "S", Code = "SM04", Label = "Cardiologie et maladies vasculaires" } },
            Documents = { documents }, ReceivedOn = Ago(daysAgo), Nationality = "FR",
        });
    }

    private async Task<IReadOnlyList<string>> PhysiciansAsync()
    {
        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnom-registre");
        var found = await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = Council, Status = SoughtStatus.MayPractise, PageSize = 30 });
        return [.. found.Physicians.Select(physician => physician.Rpps)];
    }

    private async Task<string> ComplainAsync(string rpps, int daysAgo)
    {
        var turn = next++;
        var complaints = await story.AsAsync<ComplaintsService.ComplaintsServiceClient>($"cdom-{Council}");
        var complaint = (await complaints.RegisterComplaintAsync(new RegisterComplaintRequest
        {
            RequestId = Story.NewRequestId(),
            Author = new ComplaintAuthor { Kind = AuthorKind.Patient, Name = Authors[turn % Authors.Length], Address = "3 rue des Lilas\n75011 Paris" },
            Title = Subjects[turn % Subjects.Length].Title, Facts = Subjects[turn % Subjects.Length].Facts, FactsOn = Ago(daysAgo + 15), Grievances = { "4" },
            Respondents = { new ComplaintRespondent { Rpps = rpps } }, RegisteredOn = Ago(daysAgo), Signed = true, Copies = 4,
        })).Complaint;
        return complaint.Cases[0].CaseId;
    }

    private async Task SummonAsync(string caseId, int sentDaysAgo, int meetingInDays)
    {
        var conciliations = await story.AsAsync<ConciliationsService.ConciliationsServiceClient>($"cdom-{Council}");
        await conciliations.SummonConciliationAsync(new SummonConciliationRequest
        {
            RequestId = Story.NewRequestId(), CaseId = caseId, SentOn = Ago(sentDaysAgo), MeetingOn = Ago(-meetingInDays), Conciliators = { "Ambre Vasseline" },
        });
    }

    private async Task ReconcileAsync(string caseId, ConciliationOutcome outcome, int daysAgo)
    {
        await SummonAsync(caseId, daysAgo + 10, -daysAgo);
        var conciliations = await story.AsAsync<ConciliationsService.ConciliationsServiceClient>($"cdom-{Council}");
        await conciliations.RecordConciliationAsync(new RecordConciliationRequest
        {
            RequestId = Story.NewRequestId(), CaseId = caseId, HeldOn = Ago(daysAgo), Outcome = outcome,
            SignedByAuthor = true, SignedByRespondent = true, SignedByConciliators = true,
        });
    }

    private async Task<string> DeliberatedAsync(string rpps, int daysAgo)
    {
        var caseId = await ComplainAsync(rpps, daysAgo);
        await ReconcileAsync(caseId, ConciliationOutcome.None, daysAgo - 30);
        var deliberations = await story.AsAsync<DeliberationsService.DeliberationsServiceClient>($"cdom-{Council}");
        await deliberations.RecordDeliberationAsync(new RecordDeliberationRequest
        {
            RequestId = Story.NewRequestId(), CaseId = caseId, DeliberatedOn = Ago(daysAgo - 40), Outcome = DeliberationOutcome.Associate,
            Members = { new DeliberatingMember { Name = "Corentin Dubosquet" }, new DeliberatingMember { Name = "Tibère Lancelin" } }, VotesFor = 2,
            ReasonedOpinion = "Le conseil s'associe à la plainte : les faits, s'ils sont établis, méconnaissent le code de déontologie.",
        });
        return caseId;
    }

    private async Task<string> PrepareAsync(string caseId)
    {
        var clerk = await story.AsAsync<ReferralsService.ReferralsServiceClient>($"cdom-{Council}");
        return (await clerk.PrepareReferralAsync(new PrepareReferralRequest
        {
            RequestId = Story.NewRequestId(), CaseId = caseId, Chamber = Chamber, EthicsArticles = { "3", "4" },
        })).Referral.Etag;
    }

    private async Task SignAsync(string caseId, string etag)
    {
        var president = await story.AsAsync<ReferralsService.ReferralsServiceClient>($"cdom-{Council}-president");
        await president.SignReferralAsync(new SignReferralRequest { RequestId = Story.NewRequestId(), CaseId = caseId, Etag = etag });
        var registry = await story.AsAsync<CasesService.CasesServiceClient>($"chambre-{Chamber}");
        await registry.RecordCompleteFileAsync(new RecordCompleteFileRequest { RequestId = Story.NewRequestId(), CaseId = caseId, CompleteOn = Ago(0) });
    }

    private async Task DecideAsync(string caseId)
    {
        var registry = await story.AsAsync<DecisionsService.DecisionsServiceClient>($"chambre-{Chamber}");
        await registry.RecordDecisionAsync(new RecordDecisionRequest
        {
            RequestId = Story.NewRequestId(), CaseId = caseId, Sanction = Sanction.BanFromPractice, DurationMonths = 3, SuspendedMonths = 2,
            DecidedOn = Ago(0), NotifiedOn = Ago(0),
        });
    }

    private Protos.Common.V1.Date Ago(int days) => Dates.Proto(story.Today.AddDays(-days));
}
