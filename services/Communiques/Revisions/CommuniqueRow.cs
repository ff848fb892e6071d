namespace OrdreCouncils.Communiques.Revisions;

/// <summary>A communiqué's own row: which revision it is at, and the version that its etag tells.</summary>
internal sealed record CommuniqueRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public int Revision { get; init; }
    public DateTimeOffset DraftedAt { get; init; }
}
