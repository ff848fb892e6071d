using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Discipline.AffairLists;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Lists of an outside body, and their steps at the national council.</summary>
internal static class Lists
{
    public const string Header = "nom;prenoms;date_naissance;rpps;lieu_exercice";
    public const string Reasons = "Le conseil national rappelle le secret.";

    public static string Line(string name, string rpps = "", string place = "", string born = "") => $"{name};Camille;{born};{rpps};{place}";

    public static ImportAffairListRequest Import(params string[] lines) => new()
    {
        RequestId = Requests.Id(),
        Title = "Divulgation d'un code QR",
        Facts = DisciplineApp.Facts,
        FactsOn = Requests.Day(2026, 2, 20),
        Source = "Caisse invalide de test",
        Csv = ByteString.CopyFromUtf8(string.Join("\r\n", lines.Prepend(Header))),
    };

    public static RecordNationalFollowUpRequest FollowUp(string affair, string line = "") => new()
    {
        RequestId = Requests.Id(),
        AffairId = affair,
        LineId = line,
        Outcome = NationalOutcome.Reminder,
        DecidedOn = Requests.Day(2026, 3, 9),
        Reasons = Reasons,
    };

    public static ChooseMatchRequest Choose(AffairLine line, string rpps) => new() { RequestId = Requests.Id(), LineId = line.LineId, Rpps = rpps, Etag = line.Etag };

    public static DismissLineRequest Dismiss(AffairLine line) => new() { RequestId = Requests.Id(), LineId = line.LineId, Reason = "Homonyme.", Etag = line.Etag };

    public static RetryLineRequest Retry(AffairLine line) => new() { RequestId = Requests.Id(), LineId = line.LineId, Etag = line.Etag };

    public static Task<AffairListsService.AffairListsServiceClient> ListsAsync(this DisciplineApp app) =>
        app.ClientAsync<AffairListsService.AffairListsServiceClient>("cnom-discipline");

    /// <summary>Names Doctor62 Adam, Doctor75 and Colleague75 Roche, Doctor81 Petit, Doctor974 Lebon in the register, and imports the lines.</summary>
    public static async Task<string> ImportedAsync(this DisciplineApp app, params string[] lines)
    {
        var names = app.Register.Names;
        (names[DisciplineApp.Doctor62], names[DisciplineApp.Doctor75], names[DisciplineApp.Colleague75]) = ("Adam", "Roche", "Roche");
        (names[DisciplineApp.Doctor81], names[DisciplineApp.Doctor974]) = ("Petit", "Lebon");
        return (await (await app.ListsAsync()).ImportAffairListAsync(Import(lines))).Dashboard.AffairId;
    }

    /// <summary>Runs the work until no line is due; the host's own work may take some of them.</summary>
    public static async Task MatchAsync(this DisciplineApp app)
    {
        var work = app.Service.Host.Services.GetRequiredService<AffairListWork>();
        do
        {
            await work.RunOnceAsync(CancellationToken.None);
        }
        while (await app.Service.Database.ReadAsync(
            sql => AffairLineStore.DueAsync(sql, app.Clock.GetUtcNow(), 1), CancellationToken.None) is { Count: > 0 });
    }

    public static async Task<IReadOnlyList<AffairLine>> LinesAsync(this DisciplineApp app, string affair) =>
        (await (await app.ListsAsync()).ListAffairLinesAsync(new ListAffairLinesRequest { AffairId = affair })).Lines;

    public static async Task<AffairDashboard> DashboardAsync(this DisciplineApp app, string affair) =>
        (await (await app.ListsAsync()).GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = affair })).Dashboard;
}
