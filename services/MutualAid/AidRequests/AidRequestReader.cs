using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Reads requests with their natures. A physician's scope depends on the sealed relation, so SQL selects the physician's rows and the rest is decided
/// here. Not within a write transaction, as it uses the key ring.</summary>
internal sealed class AidRequestReader(Sealer sealer)
{
    public async Task<AidRequestRow?> FindAsync(SqlSession sql, string id, AidReach reach) =>
        await AidRequestStore.FindAsync(sql, id, reach) is { } row && Opened(row) is var opened && reach.Covers(opened) ? opened : null;

    /// <summary>Requests in scope after <paramref name="after"/>, oldest first.</summary>
    /// <param name="state">Empty for every state.</param>
    /// <param name="envelopeId">Envelope of the last proposal; empty for every one.</param>
    public async Task<IReadOnlyList<AidRequestRow>> PageAsync(
        SqlSession sql, AidReach reach, string state, string envelopeId, string after, int limit)
    {
        var page = new List<AidRequestRow>();
        while (true)
        {
            var rows = await AidRequestStore.PageAsync(sql, reach, state, envelopeId, after, limit);
            page.AddRange(rows.Select(Opened).Where(reach.Covers).Take(limit - page.Count));
            if (rows.Count < limit || page.Count == limit)
                return page;
            after = rows[^1].Id;
        }
    }

    /// <summary>Other requests that rest on the same physician, filed since an instant, the last filed first. Whatever their relation: the access log names each
    /// request shown, and would otherwise tell which requests have the same relation.</summary>
    public async Task<IReadOnlyList<AidRequestRow>> SimilarAsync(SqlSession sql, AidRequestRow request, DateTimeOffset since, int limit) =>
    [
        .. (await AidRequestStore.OfPhysicianAsync(sql, request.Rpps, since))
            .Where(row => row.Id != request.Id).Take(limit).Select(Opened),
    ];

    /// <summary>Requests for the physician, without requests for the family.</summary>
    public async Task<IReadOnlyList<AidRequestRow>> OwnAsync(SqlSession sql, string rpps) =>
    [
        .. (await AidRequestStore.OfPhysicianAsync(sql, rpps, DateTimeOffset.UnixEpoch))
            .Select(Opened).Where(row => row.Nature!.Relation == BeneficiaryRelation.Self),
    ];

    private AidRequestRow Opened(AidRequestRow row) => row with { Nature = AidNature.Open(sealer, row) };
}
