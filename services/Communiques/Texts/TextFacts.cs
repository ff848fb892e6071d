using OrdreCouncils.Protos.Communiques.V1;

namespace OrdreCouncils.Communiques.Texts;

/// <summary>Audit data of a revision: its heading and the digest of the whole text.</summary>
internal sealed record TextFacts(
    int Revision, CommuniqueKind Kind, string Title, string Place, DateOnly DatedOn, string? Rectifies, string Fingerprint)
{
    public static TextFacts Of(int revision, TextRow text) =>
        new(revision, text.Kind, text.Title, text.Place, text.DatedOn, text.Rectifies, text.Fingerprint());
}
