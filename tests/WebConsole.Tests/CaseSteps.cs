using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>Prepares cases of council 75 through the gateway, for the pages to go on with.</summary>
internal sealed class CaseSteps(ConsolePlatform platform)
{
    public const string Council = "75";
    public const string Registry = "chambre-ile-de-france";
    public const string National = "chambre-nationale";

    public DateOnly Today => platform.Today;

    public static string Id() => Guid.NewGuid().ToString();

    public static Date Of(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    /// <summary>A complaint of a patient, or of a council, which is not conciliated.</summary>
    public async Task<Complaint> RegisterAsync(AuthorKind author = AuthorKind.Patient, bool complete = true, int factsDaysAgo = 40)
    {
        var physician = await platform.PhysicianAsync(Council);
        return (await platform.As<ComplaintsService.ComplaintsServiceClient>($"cdom-{Council}").RegisterComplaintAsync(new RegisterComplaintRequest
        {
            RequestId = Id(),
            Author = new ComplaintAuthor { Kind = author, Name = "Mme Odile Sarrazin", Address = "3 rue des Acacias\n75011 Paris" },
            Title = "Certificat publié", Facts = "Un certificat a été publié.", FactsOn = Of(Today.AddDays(-factsDaysAgo)), RegisteredOn = Of(Today.AddDays(-30)),
            Respondents = { new ComplaintRespondent { Rpps = physician.Rpps } }, Signed = complete, DeliberationAttached = true, Copies = complete ? 4 : 0,
        })).Complaint;
    }

    /// <summary>A case filed with the chamber of Île-de-France today.</summary>
    public async Task<string> FiledAsync(int factsDaysAgo = 40)
    {
        var caseId = (await RegisterAsync(AuthorKind.OrdinalBody, factsDaysAgo: factsDaysAgo)).Cases[0].CaseId;
        await platform.As<DeliberationsService.DeliberationsServiceClient>($"cdom-{Council}").RecordDeliberationAsync(new RecordDeliberationRequest
        {
            RequestId = Id(), CaseId = caseId, DeliberatedOn = Of(Today.AddDays(-5)), Outcome = DeliberationOutcome.Associate, VotesFor = 2,
            Members = { new DeliberatingMember { Name = "Dr Paul Aubry" }, new DeliberatingMember { Name = "Dr Irène Costa" } }, ReasonedOpinion = "Le secret a été violé.",
        });
        var referral = (await platform.As<ReferralsService.ReferralsServiceClient>($"cdom-{Council}").PrepareReferralAsync(
            new PrepareReferralRequest { RequestId = Id(), CaseId = caseId, Chamber = "ile-de-france", EthicsArticles = { "4" } })).Referral;
        await platform.As<ReferralsService.ReferralsServiceClient>($"cdom-{Council}-president").SignReferralAsync(
            new SignReferralRequest { RequestId = Id(), CaseId = caseId, Etag = referral.Etag });
        return caseId;
    }

    /// <summary>A case with three months of ban: decided today and notified to nobody, or long ago and final.</summary>
    public async Task<Decision> DecidedAsync(bool longAgo = false) => (await platform.As<DecisionsService.DecisionsServiceClient>(Registry).RecordDecisionAsync(
        new RecordDecisionRequest
        {
            RequestId = Id(), CaseId = await FiledAsync(longAgo ? 200 : 40), Sanction = Sanction.BanFromPractice, DurationMonths = 3,
            DecidedOn = Of(longAgo ? Today.AddDays(-150) : Today), NotifiedOn = longAgo ? Of(Today.AddDays(-140)) : null,
        })).Decision;
}
