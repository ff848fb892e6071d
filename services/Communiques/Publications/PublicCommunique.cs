using OrdreCouncils.Communiques.Markup;
using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Communiques.Publications;

/// <summary>A communiqué as the public sees it: the approved revision, from its embargo instant on.</summary>
internal sealed record PublicCommunique : TextRow
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Null for the few seconds until <see cref="RenderingWork"/> has rendered it.</summary>
    public string? BodyHtml { get; init; }

    public Html ShownBody => BodyHtml is { } html ? Html.Stored(html) : MarkdownHtml.Write(Body);
}

/// <summary>Reference to a published communiqué.</summary>
internal sealed record PublicLink
{
    public string Id { get; init; } = "";
    public string Slug { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }
    public CommuniqueKind Kind { get; init; }
    public string Title { get; init; } = "";

    /// <summary>The communiqué that it rectifies, if any.</summary>
    public string? Rectifies { get; init; }
}
