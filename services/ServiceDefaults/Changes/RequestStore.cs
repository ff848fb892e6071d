using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Changes;

internal sealed record RequestRecord(string Actor, string RequestId, string Operation, string BodyHash, string Scope);

internal static class RequestStore
{
    /// <summary>Claims the request id for this transaction, or returns its first answer. A concurrent call with the same id waits for the first.</summary>
    public static async Task<(bool IsNew, byte[] Response)> ClaimAsync(SqlSession sql, RequestRecord record, DateTimeOffset at)
    {
        Known? known = null;
        // An old answer may be deleted between the two statements: the id is then claimed as a new one.
        for (var attempt = 0; attempt < 2 && known is null; attempt++)
        {
            var claimed = await sql.ExecuteAsync(
                """
                insert into requests (actor, request_id, operation, body_hash, scope, at)
                values (@Actor, @RequestId, @Operation, @BodyHash, @Scope, @at)
                on conflict (actor, request_id) do nothing
                """, new { record.Actor, record.RequestId, record.Operation, record.BodyHash, record.Scope, at });
            if (claimed == 1)
                return (true, []);

            known = await sql.SingleOrDefaultAsync<Known>(
                "select operation, body_hash, scope, response from requests where actor = @Actor and request_id = @RequestId", record);
        }

        if (known is null || known.Operation != record.Operation || known.BodyHash != record.BodyHash)
        {
            throw Fault.AlreadyExists(
                Reasons.RequestIdReused, "request_id", "This request id was used for another request. Use a new UUID for each new request.");
        }

        // Also with the same body: the first answer shows records of the council or office that the caller had then.
        if (known.Scope.Length > 0 && known.Scope != record.Scope)
        {
            throw Fault.AlreadyExists(
                Reasons.RequestIdReused, "request_id",
                "This request id was used under other roles, or for another council, chamber or number. Use a new UUID for each new request.");
        }

        return (false, known.Response);
    }

    public static Task AnswerAsync(SqlSession sql, string actor, string requestId, byte[] response) => sql.ExecuteAsync(
        "update requests set response = @response where actor = @actor and request_id = @requestId", new { response, actor, requestId });

    /// <summary>Answers of a service after a request, in the order of their keys.</summary>
    public static Task<IReadOnlyList<KeptAnswer>> AnswersAsync(SqlSession sql, string service, string actor, string requestId, int limit) =>
        sql.QueryAsync<KeptAnswer>(
            """
            select actor, request_id, response from requests
            where (actor, request_id) > (@actor, @requestId) and operation like @operations and response is not null
            order by actor, request_id limit @limit
            """, new { actor, requestId, operations = service + "%", limit });

    public sealed record KeptAnswer
    {
        public string Actor { get; init; } = "";
        public string RequestId { get; init; } = "";
        public byte[] Response { get; init; } = [];
    }

    /// <summary>Answers from before an instant: how many, and the oldest. A request whose transaction runs has no answer yet.</summary>
    public static Task<(long Rows, DateTimeOffset? Oldest)> OldAsync(SqlSession sql, DateTimeOffset before) =>
        sql.SingleOrDefaultAsync<(long, DateTimeOffset?)>("select count(*), min(at) from requests where at < @before and response is not null", new { before });

    public static Task<int> DeleteOldAsync(SqlSession sql, DateTimeOffset before, int limit) => sql.ExecuteAsync(
        """
        delete from requests where (actor, request_id) in (
            select actor, request_id from requests where at < @before and response is not null order by at limit @limit)
        """, new { before, limit });

    private sealed record Known
    {
        public string Operation { get; init; } = "";
        public string BodyHash { get; init; } = "";
        public string Scope { get; init; } = "";
        public byte[] Response { get; init; } = [];
    }
}
