using System.Globalization;
using System.Text;
using Google.Protobuf;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd.AffairStory;

/// <summary>The national council and the list that the insurance fund sends.</summary>
internal static class ListScenes
{
    private const string National = "cnom-discipline";

    /// <summary>A CSV file with the respondents, and with a person whom no register knows. The respondent of council 13 has no number in it.</summary>
    public static async Task<string> TheFundSendsItsListAsync(this Cast cast)
    {
        var csv = new StringBuilder("nom;prenoms;date_naissance;rpps;lieu_exercice\n");
        foreach (var (council, doctor) in cast.Doctors)
            csv.Append(CultureInfo.InvariantCulture, $"{doctor.FamilyName};{doctor.GivenName};;{(council == "13" ? "" : doctor.Rpps)};\n");
        csv.Append("Quincampoix-Vasseline;Ysolde;1970-02-28;;75011 Paris\n");
        var national = await cast.AsAsync<AffairListsService.AffairListsServiceClient>(National);
        return (await national.ImportAffairListAsync(new ImportAffairListRequest
        {
            RequestId = Cast.Id(),
            Title = "Divulgation d'un code QR médical",
            Facts = "Un certificat de vaccination a été consulté sans motif et son code QR divulgué.",
            FactsOn = Cast.Day(cast.Today.AddDays(-20)),
            Source = "Organisme gestionnaire du service",
            Csv = ByteString.CopyFromUtf8(csv.ToString()),
        })).Dashboard.AffairId;
    }

    public static async Task<IReadOnlyList<AffairLine>> EachLineIsLookedUpAsync(this Cast cast, string affairId)
    {
        var lines = new List<AffairLine>();
        await Until.TrueAsync(
            async () =>
            {
                lines = [.. (await cast.LinesAsync(affairId)).Where(line => line.State != AffairLineState.Waiting)];
                return lines.Count == 4;
            },
            "each line is looked up");
        return lines;
    }

    public static async Task APersonChoosesAsync(this Cast cast, AffairLine doubtful, string council)
    {
        var national = await cast.AsAsync<AffairListsService.AffairListsServiceClient>(National);
        await national.ChooseMatchAsync(
            new ChooseMatchRequest { RequestId = Cast.Id(), LineId = doubtful.LineId, Rpps = cast.Doctors[council].Rpps, Etag = doubtful.Etag });
    }

    public static async Task APersonSetsAsideAsync(this Cast cast, AffairLine unmatched)
    {
        var national = await cast.AsAsync<AffairListsService.AffairListsServiceClient>(National);
        await national.DismissLineAsync(
            new DismissLineRequest { RequestId = Cast.Id(), LineId = unmatched.LineId, Reason = "Cette personne n'est pas médecin.", Etag = unmatched.Etag });
    }

    /// <summary>The case of each council, once the list is delivered. Each council sees its own alone.</summary>
    public static async Task<Dictionary<string, string>> EachCouncilReceivesItsCaseAsync(this Cast cast, string affairId)
    {
        await Until.TrueAsync(
            async () => (await cast.LinesAsync(affairId)).Count(line => line.State == AffairLineState.Delivered) == cast.Doctors.Count,
            "the list is delivered");
        var cases = new Dictionary<string, string>();
        foreach (var (council, doctor) in cast.Doctors)
        {
            var clerk = await cast.AsAsync<CasesService.CasesServiceClient>($"cdom-{council}");
            var seen = Assert.Single((await clerk.ListCasesAsync(new ListCasesRequest())).Cases);
            Assert.Equal(doctor.Rpps, seen.Rpps);
            cases[council] = seen.CaseId;
        }

        return cases;
    }

    public static async Task TheNationalCouncilDecidesItsOwnFollowUpAsync(this Cast cast, string affairId)
    {
        var national = await cast.AsAsync<AffairListsService.AffairListsServiceClient>(National);
        await national.RecordNationalFollowUpAsync(new RecordNationalFollowUpRequest
        {
            RequestId = Cast.Id(),
            AffairId = affairId,
            Outcome = NationalOutcome.OtherJurisdiction,
            DecidedOn = Cast.Day(cast.Today),
            Reasons = "Le Conseil national se constitue partie civile.",
        });
    }

    /// <summary>Status of the case of each council, as the national council's dashboard shows it.</summary>
    public static async Task<Dictionary<string, CaseStatus>> TheDashboardShowsAsync(this Cast cast, string affairId)
    {
        var national = await cast.AsAsync<AffairListsService.AffairListsServiceClient>(National);
        var dashboard = (await national.GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = affairId })).Dashboard;
        Assert.Equal(1, dashboard.FollowUpCount);
        return dashboard.Cases.ToDictionary(count => count.Council, count => count.Status);
    }

    private static async Task<IReadOnlyList<AffairLine>> LinesAsync(this Cast cast, string affairId)
    {
        var national = await cast.AsAsync<AffairListsService.AffairListsServiceClient>(National);
        return (await national.ListAffairLinesAsync(new ListAffairLinesRequest { AffairId = affairId })).Lines;
    }
}
