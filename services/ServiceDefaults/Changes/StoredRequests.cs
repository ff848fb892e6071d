using Google.Protobuf;
using Google.Protobuf.Reflection;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Changes;

/// <summary>Requests that an earlier release recorded with a plain digest, and answers that tell what is sealed now.</summary>
public static class StoredRequests
{
    private const int AtMost = 200;
    private const string KeyedPrefix = "keyed:";

    /// <summary>Rewrites those of an RPC: the answer by <paramref name="remove"/>, the digest to a keyed one, by which a repeated request is still
    /// recognised. Work of the service that runs again changes nothing.</summary>
    public static async Task RewriteAsync(
        Database database, MethodDescriptor rpc, Action<IMessage> remove, Blinder blinder, CancellationToken cancellation)
    {
        while (await database.WriteAsync(async sql => await RewriteAsync(sql, rpc, remove, blinder) > 0, cancellation))
            cancellation.ThrowIfCancellationRequested();
    }

    internal static string Keyed(string hash, Blinder blinder) => KeyedPrefix + blinder.Blind(hash);

    private static async Task<int> RewriteAsync(SqlSession sql, MethodDescriptor rpc, Action<IMessage> remove, Blinder blinder)
    {
        var rows = await sql.QueryAsync<Row>(
            """
            select actor, request_id, body_hash, response from requests
            where operation = @operation and response is not null and body_hash not like 'keyed:%' limit @AtMost
            """, new { operation = $"/{rpc.Service.FullName}/{rpc.Name}", AtMost });
        foreach (var row in rows)
        {
            var answer = rpc.OutputType.Parser.ParseFrom(row.Response);
            remove(answer);
            await sql.ExecuteAsync(
                "update requests set body_hash = @hash, response = @response where actor = @Actor and request_id = @RequestId",
                new { hash = Keyed(row.BodyHash, blinder), response = answer.ToByteArray(), row.Actor, row.RequestId });
        }

        return rows.Count;
    }

    private sealed record Row
    {
        public string Actor { get; init; } = "";
        public string RequestId { get; init; } = "";
        public string BodyHash { get; init; } = "";
        public byte[] Response { get; init; } = [];
    }
}
