using System.Globalization;
using System.Text;
using Google.Protobuf;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Local.Demo;

/// <summary>The national council receives a list: sure matches go to their councils, a person decides on the others.</summary>
internal static class AffairListSteps
{
    public static async Task TellAsync(Story story, IReadOnlyDictionary<string, string> respondents)
    {
        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnom-registre");
        var csv = new StringBuilder("nom;prenoms;date_naissance;rpps;lieu_exercice\n");
        foreach (var (council, rpps) in respondents)
        {
            var physician = (await register.GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps })).Physician;
            // The list does not know the number of the last one.
            csv.Append(CultureInfo.InvariantCulture, $"{physician.FamilyName};{physician.GivenName};;{(council == "13" ? "" : rpps)};\n");
        }

        csv.Append("Quincampoix-Vasseline;Ysolde;1970-02-28;;75011 Paris\n");
        var lists = await story.AsAsync<AffairListsService.AffairListsServiceClient>("cnom-discipline");
        var imported = (await lists.ImportAffairListAsync(new ImportAffairListRequest
        {
            RequestId = Story.NewRequestId(),
            Title = "Divulgation d'un code QR médical",
            Facts = "Un certificat de vaccination a été consulté sans motif et son code QR divulgué.",
            FactsOn = Dates.Proto(story.Today.AddDays(-20)),
            Source = "Organisme gestionnaire du service",
            Csv = ByteString.CopyFromUtf8(csv.ToString()),
        })).Dashboard;
        var found = await Story.EventuallyAsync(() => DashboardAsync(lists, imported.AffairId),
            dashboard => dashboard.LookedUpCount == 4 && Delivered(dashboard) == 2);
        story.Check(
            Delivered(found) == 2 && Count(found, AffairLineState.Doubtful) == 1 && Count(found, AffairLineState.Unmatched) == 1,
            "a list of four persons: two are sure and go to their councils, a name without number waits for a person, one is not in the register");

        foreach (var line in (await lists.ListAffairLinesAsync(new ListAffairLinesRequest { AffairId = imported.AffairId })).Lines)
        {
            if (line.State == AffairLineState.Doubtful)
            {
                var best = line.Candidates[0];
                story.Say($"line {line.Number}: {line.Candidates.Count} candidate(s), the best with {best.Score} points: {string.Join(", ", best.Reasons)}");
                await lists.ChooseMatchAsync(new ChooseMatchRequest
                {
                    RequestId = Story.NewRequestId(), LineId = line.LineId, Rpps = respondents["13"], Etag = line.Etag,
                });
            }
            else if (line.State == AffairLineState.Unmatched)
            {
                await lists.DismissLineAsync(new DismissLineRequest
                {
                    RequestId = Story.NewRequestId(), LineId = line.LineId, Reason = "Cette personne n'est pas médecin.", Etag = line.Etag,
                });
            }
        }

        var sent = await Story.EventuallyAsync(() => DashboardAsync(lists, imported.AffairId), dashboard => Delivered(dashboard) == 3);
        story.Check(
            Delivered(sent) == 3 && sent.Cases.Select(count => count.Council).Order().SequenceEqual(respondents.Keys.Order()),
            "a person chooses the third and sets the fourth aside: each respondent's case is at the council of the respondent's department");
        await lists.RecordNationalFollowUpAsync(new RecordNationalFollowUpRequest
        {
            RequestId = Story.NewRequestId(),
            AffairId = imported.AffairId,
            Outcome = NationalOutcome.OtherJurisdiction,
            DecidedOn = Dates.Proto(story.Today),
            Reasons = "Le Conseil national se constitue partie civile.",
        });
        story.Check((await DashboardAsync(lists, imported.AffairId)).FollowUpCount == 1,
            "the national council decides its own follow-up, which no council sees");
    }

    private static async Task<AffairDashboard> DashboardAsync(AffairListsService.AffairListsServiceClient lists, string affairId) =>
        (await lists.GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = affairId })).Dashboard;

    private static int Delivered(AffairDashboard dashboard) => Count(dashboard, AffairLineState.Delivered);

    private static int Count(AffairDashboard dashboard, AffairLineState state) =>
        dashboard.States.Where(count => count.State == state).Sum(count => count.Count);
}
