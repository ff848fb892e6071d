using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.WebConsole;

namespace OrdreCouncils.Tests.Browser;

/// <summary>Cases of a council made by gRPC, for pages that show them.</summary>
internal sealed class Desk(ConsolePlatform platform, string council)
{
    private static readonly string[] Subjects =
        ["Certificat publié", "Refus de soins", "Honoraires non affichés", "Secret médical", "Dossier non transmis", "Propos déplacés", "Publicité"];

    public string Clerk => $"cdom-{council}";

    public List<Complaint> Complaints { get; } = [];

    private Date Day(int ago)
    {
        var day = platform.Today.AddDays(-ago);
        return new Date { Year = day.Year, Month = day.Month, Day = day.Day };
    }

    /// <summary>Cases of every age and of four statuses.</summary>
    public static async Task<Desk> FillAsync(ConsolePlatform platform, string council, int cases)
    {
        var desk = new Desk(platform, council);
        var physicians = new List<PhysicianSummary>();
        for (var at = 0; at < Math.Min(cases, 12); at++)
            physicians.Add(await platform.PhysicianAsync(council));
        for (var at = 0; at < cases; at++)
        {
            var complaint = await desk.RegisterAsync(physicians[at % physicians.Count], 6 + (at * 7 % 130), Subjects[at % Subjects.Length]);
            if (at % 3 > 0)
                await desk.SummonAsync(complaint.Cases[0].CaseId, 5);
            if (at % 6 == 5)
                await desk.ConciliateAsync(complaint.Cases[0].CaseId, 3);
        }

        return desk;
    }

    public async Task<Complaint> RegisterAsync(PhysicianSummary physician, int ago, string subject = "Certificat publié")
    {
        var sent = new RegisterComplaintRequest
        {
            RequestId = Id(),
            Author = new ComplaintAuthor { Kind = AuthorKind.Patient, Name = "Mme Odile Sarrazin", Address = "3 rue des Acacias\n75011 Paris" },
            Regime = SeisinRegime.Ordinary, Title = subject, Facts = ComplaintForm.Facts, FactsOn = Day(ago + 10),
            RegisteredOn = Day(ago), Signed = true, Copies = 4,
            Grievances = { "4" }, Respondents = { new ComplaintRespondent { Rpps = physician.Rpps, Kind = RespondentKind.Registered } },
        };
        var complaint = (await platform.As<ComplaintsService.ComplaintsServiceClient>(Clerk).RegisterComplaintAsync(sent)).Complaint;
        Complaints.Add(complaint);
        return complaint;
    }

    public async Task SummonAsync(string caseId, int ago) => await platform.As<ConciliationsService.ConciliationsServiceClient>(Clerk).SummonConciliationAsync(
        new SummonConciliationRequest { RequestId = Id(), CaseId = caseId, SentOn = Day(ago), MeetingOn = Day(ago - 1), Conciliators = { "Dr Anne Lorrain" } });

    public async Task ConciliateAsync(string caseId, int ago)
    {
        var clerk = platform.As<ConciliationsService.ConciliationsServiceClient>(Clerk);
        await clerk.RecordConciliationAsync(new RecordConciliationRequest
        {
            RequestId = Id(), CaseId = caseId, HeldOn = Day(ago), Outcome = ConciliationOutcome.None, SignedByAuthor = true, SignedByRespondent = true,
            SignedByConciliators = true,
        });
    }

    /// <summary>A case that the chamber has decided.</summary>
    /// <returns>The case's UUID.</returns>
    public async Task<string> DecideAsync(PhysicianSummary physician, string chamber)
    {
        var caseId = (await RegisterAsync(physician, 60)).Cases[0].CaseId;
        await SummonAsync(caseId, 40);
        await ConciliateAsync(caseId, 38);
        await platform.As<DeliberationsService.DeliberationsServiceClient>(Clerk).RecordDeliberationAsync(new RecordDeliberationRequest
        {
            RequestId = Id(), CaseId = caseId, DeliberatedOn = Day(20), Outcome = DeliberationOutcome.Associate, VotesFor = 2,
            ReasonedOpinion = "Le secret a été violé.",
            Members = { new DeliberatingMember { Name = "Dr Paul Aubry" }, new DeliberatingMember { Name = "Dr Irène Costa" } },
        });
        var referral = (await platform.As<ReferralsService.ReferralsServiceClient>(Clerk).PrepareReferralAsync(new PrepareReferralRequest
        {
            RequestId = Id(), CaseId = caseId, Chamber = chamber, EthicsArticles = { "4" },
            ReasonedOpinion = "Le secret a été violé.", DeliberatedOn = Day(20),
        })).Referral;
        await platform.As<ReferralsService.ReferralsServiceClient>($"{Clerk}-president").SignReferralAsync(
            new SignReferralRequest { RequestId = Id(), CaseId = caseId, Etag = referral.Etag });
        await platform.As<DecisionsService.DecisionsServiceClient>($"chambre-{chamber}").RecordDecisionAsync(new RecordDecisionRequest
        {
            RequestId = Id(), CaseId = caseId, Sanction = Sanction.BanFromPractice, DurationMonths = 3, SuspendedMonths = 1,
            DecidedOn = Day(0), NotifiedOn = Day(0),
            FarthestResidence = Residence.Metropolitan,
        });
        return caseId;
    }

    private static string Id() => Guid.CreateVersion7().ToString();
}
