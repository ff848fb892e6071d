using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Changes;

internal sealed record RequestRecord(string Actor, string RequestId, string Operation, string BodyHash);

internal static class RequestStore
{
    /// <summary>Claims the request id for this transaction, or returns its first answer. A concurrent call with the same id waits for the first.</summary>
    public static async Task<(bool IsNew, byte[] Response)> ClaimAsync(SqlSession sql, RequestRecord record, DateTimeOffset at)
    {
        var claimed = await sql.ExecuteAsync(
            """
            insert into requests (actor, request_id, operation, body_hash, at)
            values (@Actor, @RequestId, @Operation, @BodyHash, @at)
            on conflict (actor, request_id) do nothing
            """, new { record.Actor, record.RequestId, record.Operation, record.BodyHash, at });
        if (claimed == 1)
            return (true, []);

        var known = await sql.SingleOrDefaultAsync<Known>(
            "select operation, body_hash, response from requests where actor = @Actor and request_id = @RequestId", record);
        if (known is null || known.Operation != record.Operation || known.BodyHash != record.BodyHash)
        {
            throw Fault.AlreadyExists(
                Reasons.RequestIdReused, "request_id", "This request id was used for another request. Use a new UUID for each new request.");
        }

        return (false, known.Response);
    }

    public static Task AnswerAsync(SqlSession sql, RequestRecord record, byte[] response) => sql.ExecuteAsync(
        "update requests set response = @response where actor = @Actor and request_id = @RequestId",
        new { response, record.Actor, record.RequestId });

    private sealed record Known
    {
        public string Operation { get; init; } = "";
        public string BodyHash { get; init; } = "";
        public byte[] Response { get; init; } = [];
    }
}
