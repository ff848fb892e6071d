namespace OrdreCouncils.Registry.Webhooks;

internal sealed record DeliveryRow
{
    public string Id { get; init; } = "";
    public string Partner { get; init; } = "";
    public string Rpps { get; init; } = "";
    public long Revision { get; init; }
    public byte[] Body { get; init; } = [];
    public string BodyHash { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name of a <see cref="Protos.Registry.V1.WebhookDeliveryState"/>.</summary>
    public string State { get; init; } = "";
    public int Attempts { get; init; }
    public int LastStatus { get; init; }
    public DateTimeOffset? LastAttemptAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
}
