using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

public class EnvelopesTests
{
    [Theory, Engines]
    public async Task OpenEnvelope_Treasurer_IsWhollyAvailable(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);

        var opened = await app.OpenEnvelopeAsync(4_000_000_00, "Covid-19, enveloppe supplémentaire");

        var read = (await (await app.MoneyAsync(MutualAidApp.Approver)).GetEnvelopeAsync(new GetEnvelopeRequest { EnvelopeId = opened.Id })).Envelope;
        Assert.Equal(opened, read);
        Assert.Equal(
            (Requests.Year, "Covid-19, enveloppe supplémentaire", 4_000_000_00L, 0L, 4_000_000_00L),
            (read.Year, read.Title, read.Opened.Cents, read.Granted.Cents, read.Available.Cents));
    }

    [Theory, Engines]
    public async Task OpenEnvelope_SameTitleInYear_AlreadyExists(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        await app.OpenEnvelopeAsync(100, "Covid-19");
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        await Faults.ReasonAsync(StatusCode.AlreadyExists, "ENVELOPE_EXISTS", treasurer.OpenEnvelopeAsync(Requests.Open(100, " Covid-19 ")));
    }

    [Theory, Engines]
    public async Task OpenEnvelope_EveryFieldWrong_NamesEachAndWritesNothing(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        await Faults.InvalidAsync(
            treasurer.OpenEnvelopeAsync(new OpenEnvelopeRequest { RequestId = "1", Year = 20, Title = " ", Amount = Requests.Euros(-1) }),
            "request_id", "year", "title", "amount");
        Assert.Equal(0, await app.CountAsync("envelopes"));
    }

    [Theory]
    [Engines("COVID-19, ÉTÉ")]
    [Engines("Covid-19,\u00A0 été")]
    [Engines("Covid-１９, été")]
    [Engines("Covid-19, E\u0301te\u0301")]
    public async Task OpenEnvelope_TitleThatReadsAlike_AlreadyExists(SqlEngine engine, string alike)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        await app.OpenEnvelopeAsync(100, "Covid-19, été");
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        await Faults.ReasonAsync(StatusCode.AlreadyExists, "ENVELOPE_EXISTS", treasurer.OpenEnvelopeAsync(Requests.Open(100, alike)));
        Assert.Equal(1, await app.CountAsync("envelopes"));
    }

    [Theory, Engines]
    public async Task OpenEnvelope_SameTitleAtOnce_OpensOne(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);
        string[] titles = ["solidarité", "Solidarité", "SOLIDARITÉ", "Solidarite\u0301", "SOLIDARITé", "ｓolidarité"];

        var calls = titles.Select(title => treasurer.OpenEnvelopeAsync(Requests.Open(100, title)).ResponseAsync).ToArray();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(1, calls.Count(call => call.IsCompletedSuccessfully));
        Assert.All(calls.Where(call => call.IsFaulted), call => Assert.Equal("ENVELOPE_EXISTS", ((RpcException)call.Exception!.InnerException!).Reason()));
    }

    [Theory, Engines]
    public async Task OpenEnvelope_RowsOfAnEarlierRelease_KeepTheirTitles(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        foreach (var (id, title) in new[] { ("1", "Covid-19"), ("2", "COVID-19"), ("3", "covid-19") })
        {
            await app.ExecuteAsync(
                "insert into envelopes (id, year, title, transfers, opened_at, opened_by) "
                + $"values ('{id}', {Requests.Year}, '{title}', 0, '2020-05-01T00:00:00Z', 'x')");
        }

        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        await Faults.ReasonAsync(StatusCode.AlreadyExists, "ENVELOPE_EXISTS", treasurer.OpenEnvelopeAsync(Requests.Open(100, "Covid-１９")));
        await app.OpenEnvelopeAsync(100, "Autre");
        Assert.Equal((4, 0), (await app.CountAsync("envelopes"), await app.CountAsync("envelopes where title_key is null")));
    }

    [Theory]
    [OneEngine("Covid\u202E-19"), OneEngine("Covid\u200B-19"), OneEngine("Covid\n19"), OneEngine("Covid\uFFFE")]
    public async Task OpenEnvelope_TitleThatHidesSomething_IsRefused(SqlEngine engine, string title)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        await Faults.InvalidAsync(treasurer.OpenEnvelopeAsync(Requests.Open(100, title)), "title");
    }

    [Theory]
    [OneEngine(1, true), OneEngine(100_000_000_000, true), OneEngine(100_000_000_001, false), OneEngine(long.MaxValue, false), OneEngine(0, false)]
    public async Task OpenEnvelope_Amount_IsAtMostABillionEuros(SqlEngine engine, long cents, bool accepted)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        if (accepted)
            Assert.Equal(cents, (await treasurer.OpenEnvelopeAsync(Requests.Open(cents))).Envelope.Opened.Cents);
        else
            await Faults.InvalidAsync(treasurer.OpenEnvelopeAsync(Requests.Open(cents)), "amount");
    }

    [Theory]
    [OneEngine(-1), OneEngine(1999), OneEngine(2200), OneEngine(int.MaxValue)]
    public async Task ListEnvelopes_YearOutOfRange_IsRefused(SqlEngine engine, int year)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        await Faults.InvalidAsync(treasurer.ListEnvelopesAsync(new ListEnvelopesRequest { Year = year }), "year");
    }

    [Theory, Engines]
    public async Task OpenEnvelope_SameRequestId_OpensOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);
        var request = Requests.Open(100);
        var first = await treasurer.OpenEnvelopeAsync(request);

        Assert.Equal(first, await treasurer.OpenEnvelopeAsync(request));
        request.Amount.Cents = 200;
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, treasurer.OpenEnvelopeAsync(request));
        Assert.Equal((1, 2), (await app.CountAsync("transfers"), await app.CountAsync("ledger_entries")));
    }

    [Theory, Engines]
    public async Task ListEnvelopes_PageByPage_ShowsEachOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var opened = new List<string>();
        for (var i = 0; i < 5; i++)
            opened.Add((await app.OpenEnvelopeAsync(100, $"Enveloppe {i}")).Id);
        var client = await app.MoneyAsync(MutualAidApp.Instructor);

        var seen = new List<string>();
        var request = new ListEnvelopesRequest { PageSize = 2, Year = Requests.Year };
        do
        {
            var page = await client.ListEnvelopesAsync(request);
            Assert.InRange(page.Envelopes.Count, 1, 2);
            seen.AddRange(page.Envelopes.Select(envelope => envelope.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(opened.Order(StringComparer.Ordinal), seen);
        Assert.Empty((await client.ListEnvelopesAsync(new ListEnvelopesRequest { Year = 2021 })).Envelopes);
        await Faults.InvalidAsync(client.ListEnvelopesAsync(new ListEnvelopesRequest { PageSize = 201, PageToken = "2" }), "page_size", "page_token");
    }

    [Theory, Engines]
    public async Task GetEnvelope_Unknown_IsNotFound(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var client = await app.MoneyAsync(MutualAidApp.Treasurer);

        await Faults.FailsAsync(StatusCode.NotFound, client.GetEnvelopeAsync(new GetEnvelopeRequest { EnvelopeId = Requests.NewId() }));
        await Faults.FailsAsync(StatusCode.NotFound, client.ListLedgerEntriesAsync(new ListLedgerEntriesRequest { EnvelopeId = Requests.NewId() }));
        await Faults.InvalidAsync(client.GetEnvelopeAsync(new GetEnvelopeRequest { EnvelopeId = "x" }), "envelope_id");
    }
}
