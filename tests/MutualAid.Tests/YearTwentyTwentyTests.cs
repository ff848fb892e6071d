using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The national council's report for 2020: 4 million euros more, 129 requests because of Covid-19, 723,500 EUR granted. The totals by kind are
/// the report's; the amount of each request is invented.</summary>
public class YearTwentyTwentyTests
{
    private static readonly (AidKind Kind, BeneficiaryRelation Relation, int Files, long Euros)[] Report =
    [
        (AidKind.InfectedPhysician, BeneficiaryRelation.Self, 36, 180_000),
        (AidKind.LostActivity, BeneficiaryRelation.Self, 58, 464_000),
        (AidKind.Child, BeneficiaryRelation.Child, 10, 15_000),
        (AidKind.Spouse, BeneficiaryRelation.Spouse, 25, 64_500),
    ];

    [Theory, Engines]
    public async Task Grants_OfTheYear2020_SumToTheReport(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(4_000_000_00, "Covid-19, enveloppe supplémentaire");
        var approver = await app.AidAsync(MutualAidApp.Approver);

        foreach (var (kind, relation, files, euros) in Report)
        {
            for (var i = 0; i < files; i++)
            {
                var filed = await app.SubmitAsync(Requests.Submit(kind, relation));
                await approver.ApproveAidRequestAsync(Requests.Approve(await app.InstructAsync(filed, envelope, euros * 100 / files)));
            }
        }

        var granted = await AllAsync(approver, new ListAidRequestsRequest { State = AidRequestState.Granted, EnvelopeId = envelope.Id });
        Assert.Equal(129, granted.Count);
        Assert.Equal(
            Report.Select(line => (line.Kind, line.Euros * 100)),
            granted.GroupBy(request => request.Kind).OrderBy(group => group.Key).Select(group => (group.Key, group.Sum(request => request.Granted.Cents))));
        var after = await app.EnvelopeAsync(envelope.Id);
        Assert.Equal((723_500_00, 3_276_500_00), (after.Granted.Cents, after.Available.Cents));
        Assert.Empty(await LedgerTests.FindingsAsync(app));
    }

    private static async Task<List<AidRequest>> AllAsync(AidRequestsService.AidRequestsServiceClient client, ListAidRequestsRequest request)
    {
        var all = new List<AidRequest>();
        do
        {
            var page = await client.ListAidRequestsAsync(request);
            all.AddRange(page.AidRequests);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }
}
