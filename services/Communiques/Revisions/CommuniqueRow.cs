namespace OrdreCouncils.Communiques.Revisions;

/// <summary>A row of <c>communiques</c>: the current revision, and the version behind the etag.</summary>
internal sealed record CommuniqueRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public int Revision { get; init; }
    public DateTimeOffset DraftedAt { get; init; }
}
