using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.WatchLists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Turns changes of watched physicians into deliveries in the transaction that notes them: none is lost, none is owed for nothing.</summary>
internal sealed class WebhookNews(WebhookRelay relay, TimeProvider clock) : IWatchNews
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public async Task AddAsync(SqlSession sql, IReadOnlyList<PhysicianChange> news)
    {
        var watching = (await WebhookStore.ReceiversAsync(sql, news.Select(change => change.Rpps))).ToLookup(row => row.Rpps);
        if (watching.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var rows = new List<DeliveryRow>();
        foreach (var change in news)
        {
            foreach (var receivers in watching[change.Rpps].Where(receiver => change.Revision > receiver.AddedRevision)
                .GroupBy(receiver => WebhookRules.TypeOf(change, receiver.EventTypes)).Where(group => group.Key.Length > 0))
            {
                var body = Body(change, receivers.Key);
                var hash = Convert.ToHexStringLower(SHA256.HashData(body));
                rows.AddRange(receivers.Select(receiver => new DeliveryRow
                {
                    Id = Guid.CreateVersion7(now).ToString(),
                    Partner = receiver.Partner,
                    Rpps = change.Rpps,
                    Revision = change.Revision,
                    Body = body,
                    BodyHash = hash,
                    CreatedAt = now,
                }));
            }
        }

        await DeliveryStore.AddAsync(sql, rows);
    }

    public void Wake() => relay.Wake();

    /// <summary>Payload of Standard Webhooks: a type, an instant, and a PhysicianChange in protobuf's JSON.</summary>
    internal static byte[] Body(PhysicianChange change, string type) => Encoding.UTF8.GetBytes(
        $$"""{"type":"{{type}}","timestamp":{{JsonSerializer.Serialize(change.ChangedAt.ToDateTimeOffset().UtcDateTime)}},"data":{{Json.Format(change)}}}""");
}
