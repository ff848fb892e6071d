using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Discipline.PublicDecisions;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Discipline.PublicDecisionSteps;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>A public text is written by one person of the chamber, approved by another, and found by its words.</summary>
public sealed class PublicDecisionsTests
{
    private const string Certificate = "Le Dr A a remis à une patiente un certificat médical de complaisance.\nŒuvre d'un confrère, cet écrit est jugé FAUX.";
    private const string Fees = "Le Dr A a demandé des honoraires sans tact ni mesure.";

    [Theory, Engines]
    public async Task PreparePublicDecision_ApprovedByAnother_IsShownToEveryReader(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        var author = await app.PublicAsync();

        var prepared = (await author.PreparePublicDecisionAsync(Text(decision.DecisionId, Certificate))).Draft;
        await Faults.FailsAsync(StatusCode.NotFound, author.GetPublicDecisionAsync(Named(decision)));
        var read = (await (await app.ColleagueAsync()).GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = decision.DecisionId })).Draft;
        var approved = (await (await app.ColleagueAsync()).ApprovePublicDecisionAsync(Approve(decision.DecisionId, read.Etag))).Decision;

        Assert.Equal((Certificate, Chamber, DisciplineApp.Start.ToTimestamp()), (read.Text, read.PreparedBy, read.PreparedAt));
        // The answers that are kept for a repeated request do not hold the text.
        Assert.Equal(("", ""), (prepared.Text, approved.Text));
        foreach (var reader in new[] { "cdom-62", "cdom-81-president", "chambre-occitanie", NationalChamber, "cnom-discipline" })
        {
            var shown = (await (await app.PublicAsync(reader)).GetPublicDecisionAsync(Named(decision))).Decision;
            Assert.Equal((Certificate, Sanction.BanFromPractice, 2026, "ile-de-france"), (shown.Text, shown.Sanction, shown.Year, shown.Chamber));
            Assert.Equal(["4", "13"], shown.EthicsArticles);
            Assert.Equal(DisciplineApp.Start.ToTimestamp(), shown.ApprovedAt);
        }
    }

    [Theory, Engines]
    public async Task PreparePublicDecision_Repeated_ChangesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        var author = await app.PublicAsync();
        var request = Text(decision.DecisionId, Certificate);
        var first = await author.PreparePublicDecisionAsync(request);

        Assert.Equal(first, await author.PreparePublicDecisionAsync(request));
        Assert.Equal(first, await author.PreparePublicDecisionAsync(Text(decision.DecisionId, Certificate, first.Draft.Etag)));
        Assert.Equal(1, await app.CountAsync("public_decision_versions"));
        request.Text = Fees;
        await Faults.FailsAsync(StatusCode.AlreadyExists, author.PreparePublicDecisionAsync(request));
    }

    [Theory, Engines]
    public async Task SearchPublicDecisions_ByWords_IgnoresAccentsAndCapitals(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (certificate, fees) = (await app.DecidedAsync(), await app.DecidedAsync(rpps: DisciplineApp.Colleague75));
        await app.PublishedAsync(certificate.DecisionId, Certificate);
        await app.PublishedAsync(fees.DecisionId, Fees);

        foreach (var words in new[] { "médical", "MEDICAL", "medical certificat", "oeuvre", "Œuvre confrère", "faux", "d'un confrère" })
            Assert.Equal([certificate.DecisionId], await FoundAsync(app, search => search.Words = words));
        Assert.Equal([fees.DecisionId], await FoundAsync(app, search => search.Words = "honoraires"));
        Assert.Empty(await FoundAsync(app, search => search.Words = "certificat honoraires"));
        // Words of the search languages of both engines are plain words, and values of the index are no words of the text.
        foreach (var words in new[] { "certificat OR honoraires", "NOT honoraires", "certificat | honoraires", "a4", "y2026", "s5" })
            Assert.Empty(await FoundAsync(app, search => search.Words = words));

        var result = (await (await app.PublicAsync("cdom-62")).SearchPublicDecisionsAsync(new SearchPublicDecisionsRequest { Words = "jugé" })).Results.Single();
        Assert.Equal(("", $"… {Certificate["Le ".Length..].Replace('\n', ' ')}"), (result.Decision.Text, result.Excerpt));
    }

    /// <summary>PostgreSQL has a French stemmer; FTS5 of SQLite has none.</summary>
    [Theory, Engines]
    public async Task SearchPublicDecisions_OtherEnding_IsFoundByPostgreSqlAlone(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.PublishedAsync(decision.DecisionId, Certificate);
        string[] found = engine == SqlEngine.PostgreSql ? [decision.DecisionId] : [];

        Assert.Equal(found, await FoundAsync(app, search => search.Words = "certificats"));
        // `le` is no word for the stemmer: beside another it does not count, alone it finds nothing there.
        Assert.Equal([decision.DecisionId], await FoundAsync(app, search => search.Words = "le certificat"));
        Assert.Equal(found.Length == 0 ? [decision.DecisionId] : [], await FoundAsync(app, search => search.Words = "le"));
    }

    [Theory, Engines]
    public async Task SearchPublicDecisions_ByArticleSanctionAndYear_SelectsByEach(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var ban = await app.DecidedAsync();
        var warning = await app.DecidedAsync(
            request => (request.Sanction, request.DurationMonths, request.SuspendedMonths) = (Sanction.Warning, 0, 0), DisciplineApp.Colleague75);
        var other = await DecidedOnArticlesAsync(app, "37-1", "40");
        var nextYear = Requests.Day(2027, 1, 5);
        app.GoTo(nextYear);
        var later = await app.DecidedAsync(request => request.DecidedOn = request.NotifiedOn = nextYear, DisciplineApp.Colleague75);
        foreach (var decision in new[] { ban, warning, later, other })
        {
            app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(1));
            await app.PublishedAsync(decision.DecisionId, Certificate);
        }

        Assert.Equal([later, warning, ban], await SearchedAsync(search => search.Article = "4"));
        Assert.Equal([other], await SearchedAsync(search => search.Article = "37-1"));
        // A text that holds a value of the index is not found by it.
        var paper = await app.DecidedAsync(rpps: DisciplineApp.Colleague75, edit: request => (request.DecidedOn, request.NotifiedOn) = (nextYear, nextYear));
        await app.PublishedAsync(paper.DecisionId, "Feuille A40, y2026, s3.");
        Assert.Equal([other], await SearchedAsync(search => search.Article = "40"));
        await (await app.PublicAsync()).WithdrawPublicDecisionAsync(Withdraw(paper.DecisionId));
        // No article is the beginning of another.
        Assert.Empty(await SearchedAsync(search => search.Article = "37"));
        Assert.Equal([warning], await SearchedAsync(search => search.Sanction = Sanction.Warning));
        Assert.Equal([later], await SearchedAsync(search => search.Year = 2027));
        Assert.Equal([ban], await SearchedAsync(search =>
            (search.Words, search.Article, search.Sanction, search.Year) = ("certificat", "13", Sanction.BanFromPractice, 2026)));
        Assert.Empty(await SearchedAsync(search => (search.Words, search.Year) = ("honoraires", 2026)));
        Assert.Equal([other, later, warning, ban], await SearchedAsync(_ => { }));

        async Task<IEnumerable<Decision?>> SearchedAsync(Action<SearchPublicDecisionsRequest> edit) =>
            (await FoundAsync(app, edit)).Select(id => new[] { ban, warning, later, other }.SingleOrDefault(decision => decision.DecisionId == id));
    }

    [Theory, Engines]
    public async Task SearchPublicDecisions_InPages_GivesEachOnce_BestFirst(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(1));
            ids.Add((await app.DecidedAsync()).DecisionId);
            // The first one is about the word more than the others.
            await app.PublishedAsync(ids[i], i == 0 ? "Certificat : certificat, certificat." : Certificate);
        }

        foreach (var (words, expected) in new[] { ("", ids.AsEnumerable().Reverse()), ("certificat", ids.Skip(1).Reverse().Prepend(ids[0])) })
        {
            var pages = await PagesAsync(app, words);
            Assert.Equal([2, 2, 1], pages.Select(page => page.Count));
            Assert.Equal(expected, pages.SelectMany(page => page));
        }
    }

    /// <summary>PostgreSQL looks at the latest quarters of a year first.</summary>
    [Theory, Engines]
    public async Task SearchPublicDecisions_YearsLater_StillFindsTheOldest(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (old, recent) = (await app.DecidedAsync(), await app.DecidedAsync(rpps: DisciplineApp.Colleague75));
        await app.PublishedAsync(old.DecisionId, Certificate);
        app.GoTo(Requests.Day(2031, 1, 6));
        await app.PublishedAsync(recent.DecisionId, Certificate);

        Assert.Equal([recent.DecisionId, old.DecisionId], await FoundAsync(app, search => search.Words = "certificat"));
        Assert.Equal([recent.DecisionId, old.DecisionId], await FoundAsync(app, search => search.Article = "4"));
        if (engine == SqlEngine.PostgreSql)
        {
            var latest = await app.Service.Database.ReadAsync(
                sql => sql.ScalarAsync<long>("select max(number) from public_decisions"), CancellationToken.None);
            foreach (var (quarters, texts) in new[] { (1, 1), (12, 1), (30, 2) })
            {
                var query = PublicDecisionTags.Quarters(latest, quarters);
                Assert.Equal(texts, await app.CountAsync($"public_decision_words where words @@ to_tsquery('simple', '{query}')"));
            }
        }
    }

    [Theory, Engines]
    public async Task NewVersion_Approved_ReplacesThePublishedOne(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        var etag = await app.PublishedAsync(decision.DecisionId, Certificate);

        var next = await app.WrittenAsync(decision.DecisionId, Fees, etag);

        // What is published stays until then.
        Assert.Equal([decision.DecisionId], await FoundAsync(app, search => search.Words = "certificat"));
        Assert.Empty(await FoundAsync(app, search => search.Words = "honoraires"));
        await (await app.ColleagueAsync()).ApprovePublicDecisionAsync(Approve(decision.DecisionId, next));
        Assert.Empty(await FoundAsync(app, search => search.Words = "certificat"));
        Assert.Equal([decision.DecisionId], await FoundAsync(app, search => search.Words = "honoraires"));
        Assert.Equal(Fees, (await (await app.PublicAsync()).GetPublicDecisionAsync(Named(decision))).Decision.Text);
    }

    [Theory, Engines]
    public async Task WithdrawPublicDecision_IsNotFoundAnyMore_UntilANewVersion(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        var chamber = await app.PublicAsync();
        await chamber.WithdrawPublicDecisionAsync(Withdraw(decision.DecisionId));
        var etag = await app.PublishedAsync(decision.DecisionId, Certificate);

        await chamber.WithdrawPublicDecisionAsync(Withdraw(decision.DecisionId));

        await Faults.FailsAsync(StatusCode.NotFound, chamber.GetPublicDecisionAsync(Named(decision)));
        Assert.Empty(await FoundAsync(app, search => search.Words = "certificat"));
        Assert.Empty(await FoundAsync(app, _ => { }));
        Assert.Equal(0, await app.CountAsync("public_decision_words"));
        await RefusedAsync(Reasons.WrongState, (await app.ColleagueAsync()).ApprovePublicDecisionAsync(Approve(decision.DecisionId, etag)));
        // The same words are a new version, which two persons have read again.
        await app.PublishedAsync(decision.DecisionId, Certificate, etag);
        Assert.Equal([decision.DecisionId], await FoundAsync(app, _ => { }));
        // Withdrawing what is not published is no change.
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'discipline.public_decision.withdrawn'"));
    }

    [Theory, Engines]
    public async Task ApprovePublicDecision_ByAnAuthor_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        var (author, colleague) = (await app.PublicAsync(), await app.ColleagueAsync());
        await RefusedAsync(Reasons.WrongState, colleague.ApprovePublicDecisionAsync(Approve(decision.DecisionId, "1")));
        var first = await app.WrittenAsync(decision.DecisionId, Certificate);
        await RefusedAsync(Reasons.FourEyes, author.ApprovePublicDecisionAsync(Approve(decision.DecisionId, first)));

        // Whoever wrote an earlier version is an author of the later one too.
        var second = (await colleague.PreparePublicDecisionAsync(Text(decision.DecisionId, Fees, first))).Draft.Etag;
        await RefusedAsync(Reasons.FourEyes, author.ApprovePublicDecisionAsync(Approve(decision.DecisionId, second)));
        await RefusedAsync(Reasons.FourEyes, colleague.ApprovePublicDecisionAsync(Approve(decision.DecisionId, second)));

        Assert.Equal(0, await app.CountAsync("public_decisions"));
    }

    [Theory, Engines]
    public async Task Etag_OfAnotherVersion_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        var (author, colleague) = (await app.PublicAsync(), await app.ColleagueAsync());
        await StaleAsync(author.PreparePublicDecisionAsync(Text(decision.DecisionId, Certificate, "1")));
        var first = await app.WrittenAsync(decision.DecisionId, Certificate);
        await StaleAsync(author.PreparePublicDecisionAsync(Text(decision.DecisionId, Fees)));
        var second = await app.WrittenAsync(decision.DecisionId, Fees, first);
        await StaleAsync(author.PreparePublicDecisionAsync(Text(decision.DecisionId, Certificate, first)));
        await StaleAsync(colleague.ApprovePublicDecisionAsync(Approve(decision.DecisionId, first)));

        await colleague.ApprovePublicDecisionAsync(Approve(decision.DecisionId, second));
        await RefusedAsync(Reasons.WrongState, colleague.ApprovePublicDecisionAsync(Approve(decision.DecisionId, second)));

        static Task StaleAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, call);
    }

    [Theory, Engines]
    public async Task PreparePublicDecision_ThatTellsWhoItIs_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Roché-Petit";
        var decision = await app.DecidedAsync();
        var author = await app.PublicAsync();
        foreach (var text in new[]
        {
            $"Le praticien {DisciplineApp.Doctor75} est averti.", "Numéro 12345678901.", "Le Dr Roché est averti.", "Le Dr ROCHE est averti.",
            "Le Dr Camille est averti.", "L'avocat de M. d'Roché-Petit.",
        })
        {
            await Faults.InvalidAsync(author.PreparePublicDecisionAsync(Text(decision.DecisionId, text)), "text");
        }

        Assert.Equal(0, await app.CountAsync("public_decision_versions"));
        // A name that is a common word may stand as such, and other numbers may stand.
        await app.WrittenAsync(decision.DecisionId, "Un petit cabinet a facturé 123456789012 et 1234567890. Rocher cité.");
    }

    [Theory, Engines]
    public async Task Chamber_ThatDidNotDecide_MayNotPublish(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var first = await app.DecidedAsync();
        var national = await app.UpheldAsync(first);

        foreach (var (identity, decision) in new[] { (Chamber, national), (NationalChamber, first) })
        {
            var chamber = await app.PublicAsync(identity);
            await RefusedAsync(Reasons.WrongState, chamber.PreparePublicDecisionAsync(Text(decision.DecisionId, Certificate)));
            await RefusedAsync(Reasons.WrongState, chamber.ApprovePublicDecisionAsync(Approve(decision.DecisionId, "1")));
            await RefusedAsync(Reasons.WrongState, chamber.WithdrawPublicDecisionAsync(Withdraw(decision.DecisionId)));
        }

        await app.PublishedAsync(first.DecisionId, Certificate);
        await app.PublishedAsync(national.DecisionId, Fees, identity: NationalChamber);
        var shown = (await (await app.PublicAsync("cdom-62")).GetPublicDecisionAsync(Named(national))).Decision;
        // It upholds the ban of the first decision.
        Assert.Equal(("national", Sanction.BanFromPractice), (shown.Chamber, shown.Sanction));
        foreach (var (identity, decision) in new[] { (Chamber, national), (NationalChamber, first) })
        {
            await Faults.FailsAsync(
                StatusCode.NotFound,
                (await app.PublicAsync(identity)).GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = decision.DecisionId }));
        }
    }

    [Theory, Engines]
    public async Task RevisionOfAFirstInstanceDecision_IsPublishedByItsChamber(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.ShownOnAsync(Requests.Day(2026, 4, 12));
        await (await app.RemediesAsync(Chamber)).RecordRemedyAsync(new RecordRemedyRequest
        {
            RequestId = Requests.Id(), DecisionId = decision.DecisionId, Kind = RemedyKind.Revision, Appellant = Appellant.Practitioner,
            LodgedOn = Requests.Day(2026, 4, 12), CauseKnownOn = Requests.Day(2026, 4, 11),
        });
        var revised = (await (await app.DecisionsAsync(Chamber)).RecordFurtherDecisionAsync(new RecordFurtherDecisionRequest
        {
            RequestId = Requests.Id(), DecisionId = decision.DecisionId, Kind = DecisionKind.Revision, Outcome = DecisionOutcome.Replaces,
            Sanction = Sanction.Acquittal, DecidedOn = Requests.Day(2026, 4, 12),
        })).Decision;

        await RefusedAsync(Reasons.WrongState, (await app.PublicAsync(NationalChamber)).PreparePublicDecisionAsync(Text(revised.DecisionId, Fees)));
        await app.PublishedAsync(revised.DecisionId, Fees);

        Assert.Equal([revised.DecisionId], await FoundAsync(app, search => search.Sanction = Sanction.Acquittal));
    }

    [Theory, Engines]
    public async Task Decision_OfAnotherChamberOrUnknown_IsNotFound(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.WrittenAsync(decision.DecisionId, Certificate);

        foreach (var (identity, id) in new[] { ("chambre-occitanie", decision.DecisionId), (Chamber, Requests.Id()), (NationalChamber, Requests.Id()) })
        {
            var chamber = await app.PublicAsync(identity);
            await Faults.FailsAsync(StatusCode.NotFound, chamber.PreparePublicDecisionAsync(Text(id, Fees)));
            await Faults.FailsAsync(StatusCode.NotFound, chamber.ApprovePublicDecisionAsync(Approve(id, "1")));
            await Faults.FailsAsync(StatusCode.NotFound, chamber.WithdrawPublicDecisionAsync(Withdraw(id)));
            await Faults.FailsAsync(StatusCode.NotFound, chamber.GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = id }));
            await Faults.FailsAsync(StatusCode.NotFound, chamber.GetPublicDecisionAsync(new GetPublicDecisionRequest { DecisionId = id }));
        }
    }

    [Theory, OneEngine]
    public async Task Requests_BadFields_AreRefusedByName(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var chamber = await app.PublicAsync();

        await Faults.InvalidAsync(chamber.PreparePublicDecisionAsync(new PreparePublicDecisionRequest()), "request_id", "decision_id", "text");
        await Faults.InvalidAsync(chamber.PreparePublicDecisionAsync(Text(Requests.Id(), new string('a', 200_001))), "text");
        await Faults.InvalidAsync(chamber.ApprovePublicDecisionAsync(new ApprovePublicDecisionRequest()), "request_id", "decision_id", "etag");
        await Faults.InvalidAsync(chamber.WithdrawPublicDecisionAsync(new WithdrawPublicDecisionRequest()), "request_id", "decision_id");
        await Faults.InvalidAsync(chamber.GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = "x" }), "decision_id");
        await Faults.InvalidAsync(chamber.GetPublicDecisionAsync(new GetPublicDecisionRequest()), "decision_id");
        await Faults.InvalidAsync(
            chamber.SearchPublicDecisionsAsync(new SearchPublicDecisionsRequest
            {
                Words = "?!", Article = "92", Sanction = (Sanction)99, Year = 1899, PageSize = 51, PageToken = "500",
            }),
            "words", "article", "sanction", "year", "page_size", "page_token");
        await Faults.InvalidAsync(
            chamber.SearchPublicDecisionsAsync(new SearchPublicDecisionsRequest { Words = "a b c d e f g h i j k l m", Year = 2200, PageToken = "0" }),
            "words", "year", "page_token");
        await Faults.InvalidAsync(
            chamber.SearchPublicDecisionsAsync(new SearchPublicDecisionsRequest { Words = new string('a', 201), PageSize = -1, PageToken = "-1" }),
            "words", "page_size", "page_token");
    }

    private static GetPublicDecisionRequest Named(Decision decision) => new() { DecisionId = decision.DecisionId };

    private static Task RefusedAsync<T>(string reason, AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, reason, call);

    /// <summary>Ids of decisions, as a council elsewhere finds them.</summary>
    private static async Task<IReadOnlyList<string>> FoundAsync(DisciplineApp app, Action<SearchPublicDecisionsRequest> edit)
    {
        var request = new SearchPublicDecisionsRequest();
        edit(request);
        return [.. (await (await app.PublicAsync("cdom-62")).SearchPublicDecisionsAsync(request)).Results.Select(result => result.Decision.DecisionId)];
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> PagesAsync(DisciplineApp app, string words)
    {
        var (pages, request) = (new List<IReadOnlyList<string>>(), new SearchPublicDecisionsRequest { Words = words, PageSize = 2 });
        do
        {
            var page = await (await app.PublicAsync("cnom-discipline")).SearchPublicDecisionsAsync(request);
            pages.Add([.. page.Results.Select(result => result.Decision.DecisionId)]);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0 && pages.Count < 9);
        return pages;
    }

    private static async Task<Decision> DecidedOnArticlesAsync(DisciplineApp app, params string[] articles)
    {
        var prepare = Requests.Prepare((await app.OpenAsync(DisciplineApp.Doctor75)).Cases[0].CaseId);
        prepare.Articles.Clear();
        prepare.EthicsArticles.AddRange(articles);
        var referral = (await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(prepare)).Referral;
        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));
        var request = Requests.Decide(referral.CaseId);
        (request.Sanction, request.DurationMonths, request.SuspendedMonths) = (Sanction.Reprimand, 0, 0);
        return (await (await app.DecisionsAsync(Chamber)).RecordDecisionAsync(request)).Decision;
    }
}
