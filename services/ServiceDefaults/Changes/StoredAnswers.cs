using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Changes;

/// <summary>Answers that are kept for repeated requests.</summary>
public static class StoredAnswers
{
    private const int BatchRows = 500;

    /// <summary>For a release that stores less in its answers than the release before it: rewrites the answers that are kept already.</summary>
    /// <param name="database">The store.</param>
    /// <param name="service">Start of the operations, such as <c>/ordre.x.v1.XService/</c>.</param>
    /// <param name="rewrite">The new bytes of an answer; null when it stays.</param>
    /// <param name="cancellation">Ends between two batches; the next run goes on.</param>
    public static async Task RewriteAsync(Database database, string service, Func<byte[], byte[]?> rewrite, CancellationToken cancellation)
    {
        var (actor, requestId) = ("", "");
        while (true)
        {
            var rows = await database.ReadAsync(sql => RequestStore.AnswersAsync(sql, service, actor, requestId, BatchRows), cancellation);
            var changed = rows.Select(row => row with { Response = rewrite(row.Response)! }).Where(row => row.Response is not null).ToList();
            await database.WriteAsync(
                async sql =>
                {
                    foreach (var row in changed)
                        await RequestStore.AnswerAsync(sql, row.Actor, row.RequestId, row.Response);
                    return changed.Count > 0;
                },
                cancellation);
            if (rows.Count < BatchRows)
                return;
            (actor, requestId) = (rows[^1].Actor, rows[^1].RequestId);
        }
    }
}
