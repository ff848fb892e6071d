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
        var receivers = (await WebhookStore.ReceiversAsync(sql, news.Select(change => change.Rpps))).ToLookup(row => row.Rpps);
        if (receivers.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var rows = new List<DeliveryRow>();
        foreach (var change in news)
        {
            var body = Body(change);
            var hash = Convert.ToHexStringLower(SHA256.HashData(body));
            rows.AddRange(receivers[change.Rpps].Where(receiver => change.Revision > receiver.AddedRevision).Select(receiver => new DeliveryRow
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

        await DeliveryStore.AddAsync(sql, rows);
    }

    public void Wake() => relay.Wake();

    /// <summary>Payload of Standard Webhooks: a type, an instant, and a PhysicianChange in protobuf's JSON.</summary>
    internal static byte[] Body(PhysicianChange change) => Encoding.UTF8.GetBytes(
        $$"""{"type":"physician.changed","timestamp":{{JsonSerializer.Serialize(change.ChangedAt.ToDateTimeOffset().UtcDateTime)}},"data":{{Json.Format(change)}}}""");
}
