namespace OrdreCouncils.Communiques.Publications;

/// <summary>A file that the approval of a published communiqué covers.</summary>
internal sealed record PublicAttachment
{
    public string DocumentId { get; init; } = "";
    public string CommuniqueId { get; init; } = "";

    /// <summary>Of the communiqué.</summary>
    public string Slug { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }
    public string Title { get; init; } = "";
    public string MediaType { get; init; } = "";
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
}
