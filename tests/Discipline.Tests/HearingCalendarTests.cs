using System.Text;
using OrdreCouncils.Discipline.Calendars;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Calendars = OrdreCouncils.Protos.Discipline.V1.CalendarsService.CalendarsServiceClient;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Hearings in the feeds, read as text by the rules of RFC 5545 and not by the library that writes them.</summary>
public class HearingCalendarTests
{
    [Theory, Engines]
    public async Task Hearing_IsAnEventAtTheLocalHour_OfTheChamberAndOfTheCouncil(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Aldric Montferrat";
        var hearing = await app.HearingAsync(edit: request => request.Publicity = HearingPublicity.ClosedForMedicalSecrecy);

        foreach (var owner in new[] { "chambre-ile-de-france", "cdom-75" })
        {
            var text = await FeedAsync(app, owner);
            var shown = Assert.Single(Hearings(text));
            Assert.Equal($"{hearing.HearingId}-audience@discipline.ordre-councils", shown["UID"]);
            Assert.Equal("20260612T093000", shown["DTSTART;TZID=Europe/Paris"]);
            Assert.DoesNotContain(shown.Keys, key => key.StartsWith("DTEND", StringComparison.Ordinal) || key.StartsWith("DURATION", StringComparison.Ordinal));
            Assert.Equal(("CONFIRMED", "0", "OPAQUE"), (shown["STATUS"], shown["SEQUENCE"], shown["TRANSP"]));
            Assert.Equal("20260310T090000Z", shown["DTSTAMP"]);
            Assert.Equal(@"Audience\, affaire ile-de-france-2026-0001", shown["SUMMARY"]);
            Assert.Equal(@"9 rue Borromée\, Paris", shown["LOCATION"]);
            Assert.Contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n", text, StringComparison.Ordinal);
            Assert.All(
                new[] { "Montferrat", DisciplineApp.Doctor75, "Montjoie", ChamberRequests.Reporter, "huis clos", "médical", "code QR" },
                secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }

        foreach (var other in new[] { "chambre-hauts-de-france", "cdom-62", "chambre-nationale" })
            Assert.Empty(Hearings(await FeedAsync(app, other)));
    }

    [Theory, Engines]
    public async Task Hearing_IsInTheFeedOfTheCouncilOfTheRegister(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        app.Register.Councils[DisciplineApp.Doctor75] = "91";
        await app.FileAsync(caseId);
        await (await app.InstructionsAsync()).RegisterCaseAsync(ChamberRequests.Register(caseId));
        await app.HearingAsync(caseId);

        foreach (var council in new[] { "cdom-91", "cdom-75" })
            Assert.Single(Hearings(await FeedAsync(app, council)));
        Assert.Empty(Hearings(await FeedAsync(app, "cdom-62")));
    }

    [Theory, Engines]
    public async Task Hearing_Postponed_IsCancelledAndThenMovesUnderItsUid(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearing = await app.HearingAsync();
        var hearings = await app.HearingsAsync();
        var path = await PathAsync(app, "chambre-ile-de-france");
        var first = Assert.Single(Hearings(await app.Service.Http.GetStringAsync(path)));

        app.GoTo(Requests.Day(2026, 6, 1));
        await hearings.RecordHearingAsync(ChamberRequests.Postpone(hearing, Requests.Day(2026, 6, 1)));
        var cancelled = Assert.Single(Hearings(await app.Service.Http.GetStringAsync(path)));
        Assert.Equal(("CANCELLED", "1", "TRANSPARENT"), (cancelled["STATUS"], cancelled["SEQUENCE"], cancelled["TRANSP"]));
        Assert.Equal("20260612T093000", cancelled["DTSTART;TZID=Europe/Paris"]);
        Assert.Equal("20260601T110000Z", cancelled["DTSTAMP"]);

        var again = ChamberRequests.Set(hearing.CaseId);
        (again.SetOn, again.HearingOn, again.StartsAt) = (Requests.Day(2026, 6, 1), Requests.Day(2026, 12, 4), "14:00");
        var next = (await hearings.SetHearingAsync(again)).Hearing;
        var moved = Assert.Single(Hearings(await app.Service.Http.GetStringAsync(path)));
        Assert.Equal(("CONFIRMED", "2"), (moved["STATUS"], moved["SEQUENCE"]));
        Assert.Equal("20261204T140000", moved["DTSTART;TZID=Europe/Paris"]);
        Assert.Equal([first["UID"], first["UID"]], new[] { cancelled["UID"], moved["UID"] });
        Assert.NotEqual(hearing.HearingId, next.HearingId);

        // The death of the respondent ends the case: the event is cancelled, not left out.
        await (await app.CasesAsync("chambre-ile-de-france")).RecordDeathAsync(
            new RecordDeathRequest { RequestId = Requests.Id(), CaseId = hearing.CaseId, DiedOn = Requests.Day(2026, 5, 30) });
        var ended = Assert.Single(Hearings(await app.Service.Http.GetStringAsync(path)));
        Assert.Equal(("CANCELLED", "3", first["UID"]), (ended["STATUS"], ended["SEQUENCE"], ended["UID"]));
    }

    [Theory, Engines]
    public async Task Hearing_Held_StaysForAMonth_AndTheNextOneIsAnotherEvent(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearing = await app.HearingAsync();
        var hearings = await app.HearingsAsync();
        app.GoTo(Requests.Day(2026, 6, 12));
        foreach (var party in new[] { CaseParty.Respondent, CaseParty.Council })
            await hearings.RecordSummonsAsync(ChamberRequests.Summon(hearing, party, Requests.Day(2026, 5, 12)));
        await hearings.RecordHearingAsync(ChamberRequests.Hold(hearing));
        var again = ChamberRequests.Set(hearing.CaseId);
        (again.SetOn, again.HearingOn) = (Requests.Day(2026, 6, 12), Requests.Day(2026, 9, 18));
        var next = (await hearings.SetHearingAsync(again)).Hearing;
        var path = await PathAsync(app, "cdom-75");

        app.GoTo(Requests.Day(2026, 7, 12));
        var shown = Hearings(await app.Service.Http.GetStringAsync(path));
        Assert.Equal([hearing.HearingId, next.HearingId], shown.Select(one => one["UID"].Split("-audience")[0]));
        Assert.All(shown, one => Assert.Equal(("CONFIRMED", "0"), (one["STATUS"], one["SEQUENCE"])));

        app.GoTo(Requests.Day(2026, 7, 13));
        Assert.Equal(next.HearingId, Assert.Single(Hearings(await app.Service.Http.GetStringAsync(path)))["UID"].Split("-audience")[0]);
    }

    [Theory, Engines]
    public async Task Feed_OfTheNationalChamber_ShowsItsDeadlinesAndHearings(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await app.FiledAsync(DisciplineApp.Colleague75);
        var decision = await app.DecidedAsync();
        var path = await PathAsync(app, "chambre-nationale");
        Assert.Empty(Events(await app.Service.Http.GetStringAsync(path)));
        await (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 3, 10)));

        var deadline = Assert.Single(Events(await app.Service.Http.GetStringAsync(path)));
        Assert.Equal($@"Repère : Décision de la chambre disciplinaire nationale\, dossier {decision.CaseId}", deadline["SUMMARY"]);

        var instructions = await app.InstructionsAsync("chambre-nationale");
        await instructions.RegisterCaseAsync(ChamberRequests.Register(decision.CaseId));
        await instructions.AppointRapporteurAsync(ChamberRequests.Appoint(decision.CaseId));
        await (await app.HearingsAsync("chambre-nationale")).SetHearingAsync(ChamberRequests.Set(decision.CaseId));
        foreach (var owner in new[] { "chambre-nationale", "cdom-75" })
            Assert.Equal(@"Audience\, affaire nationale-2026-0001", Assert.Single(Hearings(await FeedAsync(app, owner)))["SUMMARY"]);
        Assert.Empty(Hearings(await FeedAsync(app, "chambre-ile-de-france")));
        var feeds = (await (await app.ClientAsync<Calendars>("chambre-nationale")).ListCalendarFeedsAsync(new ListCalendarFeedsRequest())).Feeds;
        Assert.All(feeds, feed => Assert.Equal(("nationale", ""), (feed.Chamber, feed.Council)));
        Assert.Equal(2, feeds.Count);
    }

    [Theory]
    [InlineData("la-reunion-mayotte", "Indian/Reunion", "+0400", false)]
    [InlineData("nouvelle-caledonie", "Pacific/Noumea", "+1100", false)]
    [InlineData("polynesie-francaise", "Pacific/Tahiti", "-1000", false)]
    [InlineData("antilles-guyane", "America/Guadeloupe", "-0400", false)]
    [InlineData("grand-est", "Europe/Paris", "+0100", true)]
    public void Text_OfAHearing_HasTheTimeZoneOfItsChamber(string chamber, string zone, string offset, bool changes)
    {
        var entry = new CalendarEntry
        {
            Uid = "1", Summary = "Audience", FirstDay = new DateOnly(2026, 7, 3), LastDay = new DateOnly(2026, 7, 3), StampedAt = DisciplineApp.Start,
            StartsAt = new LocalHour(
                new TimeOnly(9, 30), OrdreCouncils.LegalTime.LegalDay.ZoneOf(OrdreCouncils.Discipline.Chambers.PlaceOf(chamber)).Id),
        };

        var text = CalendarText.Write(new CalendarOwner("", chamber), "greffe", [entry, entry with { Uid = "2" }]);

        Assert.Equal("20260703T093000", Events(text)[0][$"DTSTART;TZID={zone}"]);
        var lines = Lines(text);
        Assert.Equal(1, lines.Count(line => line == "BEGIN:VTIMEZONE"));
        Assert.Contains($"TZID:{zone}", lines);
        Assert.Contains($"TZOFFSETTO:{offset}", lines);
        Assert.Equal(changes, lines.Contains("BEGIN:DAYLIGHT"));
        Assert.Equal(text, CalendarText.Write(new CalendarOwner("", chamber), "greffe", [entry, entry with { Uid = "2" }]));
    }

    private static async Task<string> FeedAsync(DisciplineApp app, string identity) =>
        await app.Service.Http.GetStringAsync(await PathAsync(app, identity));

    private static async Task<string> PathAsync(DisciplineApp app, string identity) =>
        (await (await app.ClientAsync<Calendars>(identity)).CreateCalendarFeedAsync(
            new CreateCalendarFeedRequest { RequestId = Requests.Id(), Label = "séances" })).Path;

    private static List<Dictionary<string, string>> Hearings(string text) =>
        [.. Events(text).Where(one => one["UID"].Contains("-audience@", StringComparison.Ordinal))];

    /// <summary>Properties of each VEVENT, by name and parameters.</summary>
    private static List<Dictionary<string, string>> Events(string text)
    {
        var events = new List<Dictionary<string, string>>();
        Dictionary<string, string>? current = null;
        foreach (var line in Lines(text))
        {
            if (line == "BEGIN:VEVENT")
                current = [];
            else if (line == "END:VEVENT")
                (events, current) = ([.. events, current!], null);
            else
                current?.Add(line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }

        return events;
    }

    /// <summary>Content lines, unfolded. Each physical line has at most 75 octets and ends with CRLF (RFC 5545, 3.1).</summary>
    private static List<string> Lines(string text)
    {
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        return [.. text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }
}
