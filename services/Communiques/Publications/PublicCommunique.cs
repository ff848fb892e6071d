using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;

namespace OrdreCouncils.Communiques.Publications;

/// <summary>A communiqué as the public sees it: the approved revision, at its address, since its embargo instant.</summary>
internal sealed record PublicCommunique : TextRow
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }
}

/// <summary>Just enough to point at a published communiqué.</summary>
internal sealed record PublicLink
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }
    public CommuniqueKind Kind { get; init; }
    public string Title { get; init; } = "";

    /// <summary>The communiqué it rectifies, if any.</summary>
    public string? Rectifies { get; init; }
}
