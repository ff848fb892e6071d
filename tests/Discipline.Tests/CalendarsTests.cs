using System.Net;
using Grpc.Core;
using Ical.Net;
using Ical.Net.CalendarComponents;
using OrdreCouncils.Discipline.Calendars;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Calendars = OrdreCouncils.Protos.Discipline.V1.CalendarsService.CalendarsServiceClient;

namespace OrdreCouncils.Tests.Discipline;

public class CalendarsTests
{
    [Theory, Engines]
    public async Task Feed_OfACouncil_ShowsItsDeadlinesAndNobodysName(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Aldric Montferrat";
        var id = await app.ComplainedAsync();
        var affair = await app.OpenAsync(DisciplineApp.Doctor75, DisciplineApp.Doctor62);
        var path = (await CreateAsync(app, "cdom-75")).Path;

        var text = await app.Service.Http.GetStringAsync(path);
        var events = Calendar.Load(text)!.Events.ToDictionary(one => one.Summary!);

        Assert.Equal(
            new[] { "Convocation à la conciliation, plainte 75-2026-0001", $"Repère : Transmission de la plainte à la chambre, dossier {affair.Cases[0].CaseId}" }
                .Order(StringComparer.Ordinal),
            events.Keys.Order(StringComparer.Ordinal));
        var summons = events["Convocation à la conciliation, plainte 75-2026-0001"];
        var due = (await app.CaseAsync(id)).NextDeadline.LastDay;
        Assert.Equal(new DateOnly(due.Year, due.Month, due.Day), summons.Start!.Date);
        // Exclusive (RFC 5545, 3.6.1).
        Assert.Equal(summons.Start.Date.AddDays(1), summons.End!.Date);
        Assert.True(summons.IsAllDay);
        Assert.Contains("DTSTART;VALUE=DATE:", text, StringComparison.Ordinal);
        Assert.Equal("À la charge du conseil départemental.", summons.Description);
        Assert.All(
            new[] { "Montferrat", DisciplineApp.Doctor75, "Certificat", CouncilRequests.AuthorName, "code QR", affair.Cases[1].CaseId },
            secret => Assert.DoesNotContain(secret, Unfolded(text), StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task Feed_OfAChamber_ShowsTheCasesFiledWithIt(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await app.PreparedAsync(DisciplineApp.Colleague75);
        var id = await app.FiledAsync();
        var path = (await CreateAsync(app, "chambre-ile-de-france")).Path;
        var elsewhere = (await CreateAsync(app, "chambre-hauts-de-france")).Path;

        var shown = Assert.Single(await EventsAsync(app, path));
        // Calendar programs ignore an older sequence: each step of the case raises it.
        await (await app.InstructionsAsync()).RegisterCaseAsync(ChamberRequests.Register(id));
        Assert.True(Assert.Single(await EventsAsync(app, path)).Sequence > shown.Sequence);
        Assert.Contains($"Décision de la chambre disciplinaire de première instance, dossier {id}", shown.Summary, StringComparison.Ordinal);
        Assert.Empty(await EventsAsync(app, elsewhere));

        await (await app.CasesAsync("chambre-ile-de-france")).RecordDeathAsync(
            new RecordDeathRequest { RequestId = Requests.Id(), CaseId = id, DiedOn = Requests.Day(2026, 3, 10) });
        Assert.Empty(await EventsAsync(app, path));
    }

    [Theory, Engines]
    public async Task Feed_Revoked_IsAbsentLikeAnUnknownOne(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var created = await CreateAsync(app, "cdom-75");
        var kept = await CreateAsync(app, "cdom-75");
        var calendars = await app.ClientAsync<Calendars>("cdom-75");
        Assert.Equal(HttpStatusCode.OK, (await app.Service.Http.GetAsync(created.Path)).StatusCode);

        var revoked = (await calendars.RevokeCalendarFeedAsync(Revoke(created))).Feed;

        Assert.NotNull(revoked.RevokedAt);
        using var answer = await app.Service.Http.GetAsync(created.Path);
        using var unknown = await app.Service.Http.GetAsync($"/calendars/{new string('0', 64)}.ics");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, unknown.StatusCode));
        Assert.Equal(Title(await answer.Content.ReadAsStringAsync()), Title(await unknown.Content.ReadAsStringAsync()));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await app.Service.Http.GetAsync(kept.Path)).StatusCode);
        // A second revocation changes nothing.
        app.Clock.AdvanceTo(DisciplineApp.Start.AddDays(1));
        Assert.Equal(revoked, (await calendars.RevokeCalendarFeedAsync(Revoke(created))).Feed);
        Assert.Equal(
            1, await app.Service.Database.ReadAsync(
                sql => sql.ScalarAsync<long>("select count(*) from audit_entries where kind = 'discipline.calendar_feed.revoked'"), CancellationToken.None));
        Assert.Equal(
            [(kept.Feed.FeedId, false), (created.Feed.FeedId, true)],
            (await calendars.ListCalendarFeedsAsync(new ListCalendarFeedsRequest())).Feeds.OrderByDescending(feed => feed.FeedId == kept.Feed.FeedId)
                .Select(feed => (feed.FeedId, feed.RevokedAt is not null)));

        static string Title(string problem) => problem.Split("traceId")[0];
    }

    [Theory]
    [InlineData("/calendars/x.ics")]
    [InlineData("/calendars/{secret}")]
    [InlineData("/calendars/{SECRET}.ics")]
    [InlineData("/calendars/{secret}.ics.ics")]
    [InlineData("/calendars/{secret}.ICS")]
    public async Task Feed_AnotherAddress_IsAbsent(string pattern)
    {
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);
        var secret = (await CreateAsync(app, "cdom-75")).Path["/calendars/".Length..^".ics".Length];

        using var answer = await app.Service.Http.GetAsync(
            pattern.Replace("{secret}", secret, StringComparison.Ordinal).Replace("{SECRET}", secret.ToUpperInvariant(), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory, Engines]
    public async Task Feed_Unchanged_IsNotSentAgain(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var id = await app.ComplainedAsync();
        var path = (await CreateAsync(app, "cdom-75")).Path;
        using var first = await app.Service.Http.GetAsync(path);
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.True(first.Headers.CacheControl!.Private);

        app.Clock.AdvanceTo(DisciplineApp.Start.AddHours(1));
        using var second = await AgainAsync();
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);

        await (await app.ConciliationsAsync()).SummonConciliationAsync(CouncilRequests.Summon(id));
        using var third = await AgainAsync();
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);

        Task<HttpResponseMessage> AgainAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return app.Service.Http.SendAsync(request);
        }
    }

    [Theory, Engines]
    public async Task CreateCalendarFeed_TheAddress_IsToldAndNowhereStored(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var request = new CreateCalendarFeedRequest { RequestId = Requests.Id(), Label = "greffe" };
        var calendars = await app.ClientAsync<Calendars>("cdom-75");

        var first = await calendars.CreateCalendarFeedAsync(request);
        var repeated = await calendars.CreateCalendarFeedAsync(request);
        var another = await CreateAsync(app, "cdom-75");

        Assert.Equal(first, repeated);
        Assert.NotEqual(first.Path, another.Path);
        Assert.Matches("^/calendars/[0-9a-f]{64}[.]ics$", first.Path);
        Assert.Equal(2, await app.CountAsync("calendar_feeds"));
        Assert.Empty(await StoredTexts.FindAsync(app.Service.Database, engine, [first.Path["/calendars/".Length..^".ics".Length]]));
        Assert.DoesNotContain(app.Service.Logs.All, line => line.Contains(first.Path, StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task Feed_Read_IsInTheAccessLog(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        string id;
        await using (var app = await DisciplineApp.StartAsync(store))
        {
            var created = await CreateAsync(app, "cdom-75");
            id = created.Feed.FeedId;
            await app.Service.Http.GetStringAsync(created.Path);
        }

        await using var last = await DisciplineApp.StartAsync(store);
        Assert.Equal(
            1, await last.Service.Database.ReadAsync(
                sql => sql.ScalarAsync<long>(
                    "select count(*) from record_accesses where subject = @subject and operation = 'discipline/calendar-feed'", new { subject = $"calendar_feeds/{id}" }),
                CancellationToken.None));
    }

    [Theory, Engines]
    public async Task Feeds_OfAnotherCouncil_AreAbsent(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var created = await CreateAsync(app, "cdom-75");
        foreach (var other in new[] { "cdom-62", "chambre-ile-de-france" })
        {
            var calendars = await app.ClientAsync<Calendars>(other);
            Assert.Empty((await calendars.ListCalendarFeedsAsync(new ListCalendarFeedsRequest())).Feeds);
            await Faults.ReasonAsync(StatusCode.NotFound, Reasons.NotFound, calendars.RevokeCalendarFeedAsync(Revoke(created)));
        }

        Assert.Equal(HttpStatusCode.OK, (await app.Service.Http.GetAsync(created.Path)).StatusCode);
    }

    [Theory, Engines]
    public async Task ListCalendarFeeds_Pages_GiveEachOnce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var made = new List<string>();
        while (made.Count < 3)
            made.Add((await CreateAsync(app, "cdom-75")).Feed.FeedId);
        var calendars = await app.ClientAsync<Calendars>("cdom-75");

        var first = await calendars.ListCalendarFeedsAsync(new ListCalendarFeedsRequest { PageSize = 2 });
        var second = await calendars.ListCalendarFeedsAsync(new ListCalendarFeedsRequest { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(made.Order(StringComparer.Ordinal).Reverse(), first.Feeds.Concat(second.Feeds).Select(feed => feed.FeedId));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task Calendars_BadFields_AreNamed()
    {
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);
        var calendars = await app.ClientAsync<Calendars>("cdom-75");

        await Faults.InvalidAsync(calendars.CreateCalendarFeedAsync(new CreateCalendarFeedRequest { Label = new string('a', 101) }), "request_id", "label");
        await Faults.InvalidAsync(calendars.RevokeCalendarFeedAsync(new RevokeCalendarFeedRequest()), "request_id", "feed_id");
        await Faults.InvalidAsync(calendars.ListCalendarFeedsAsync(new ListCalendarFeedsRequest { PageSize = 201, PageToken = "2" }), "page_size", "page_token");
        Assert.Equal(0, await app.CountAsync("calendar_feeds"));
    }

    [Fact]
    public void Text_LongSummariesAndCommas_AreFoldedAndEscaped()
    {
        var summary = string.Join(", ", Enumerable.Repeat("échéance; à l’aube\\soir", 12));
        var text = CalendarText.Write(new CalendarOwner("75", ""), "greffe", [Entry("1", summary, new DateOnly(2026, 12, 30), new DateOnly(2026, 12, 31))]);

        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains(@"échéance\; à l’aube\\soir\, échéance", Unfolded(text), StringComparison.Ordinal);
        Assert.Contains("DTEND;VALUE=DATE:20270101", text, StringComparison.Ordinal);
        var read = Assert.Single(Calendar.Load(text)!.Events);
        Assert.Equal(summary, read.Summary);
        Assert.Equal(new DateOnly(2027, 1, 1), read.End!.Date);
        // Of the entry, not of the reading.
        Assert.Equal(DisciplineApp.Start.UtcDateTime, read.DtStamp!.AsUtc);
    }

    [Fact]
    public void Text_OfTheSameEntries_HasTheSameBytes()
    {
        CalendarEntry[] entries = [Entry("1", "a", new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1)), Entry("2", "b", new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 2))];
        var owner = new CalendarOwner("", "ile-de-france");

        Assert.Equal(CalendarText.Write(owner, "greffe", entries), CalendarText.Write(owner, "greffe", entries));
    }

    private static CalendarEntry Entry(string uid, string summary, DateOnly first, DateOnly last) =>
        new() { Uid = uid, Summary = summary, FirstDay = first, LastDay = last, StampedAt = DisciplineApp.Start };

    private static async Task<CreateCalendarFeedResponse> CreateAsync(DisciplineApp app, string identity) =>
        await (await app.ClientAsync<Calendars>(identity)).CreateCalendarFeedAsync(new CreateCalendarFeedRequest { RequestId = Requests.Id(), Label = "greffe" });

    private static RevokeCalendarFeedRequest Revoke(CreateCalendarFeedResponse created) => new() { RequestId = Requests.Id(), FeedId = created.Feed.FeedId };

    private static async Task<IReadOnlyList<CalendarEvent>> EventsAsync(DisciplineApp app, string path) =>
        [.. Calendar.Load(await app.Service.Http.GetStringAsync(path))!.Events];

    private static string Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);
}
