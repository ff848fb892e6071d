using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.MutualAid.AidDocuments;

/// <summary>Kind and title of a document, stored sealed as one text that has the same length for all of them.</summary>
internal sealed record AidDocumentLabel(AidDocumentKind Kind, string Title)
{
    // Above two digits and 200 characters of four bytes.
    private const int Padded = 1024;
    private const int KindLength = 2;
    private const char Padding = '\0';

    /// <param name="sealer">Not within a write transaction.</param>
    public byte[] Seal(Sealer sealer, string document, AidRequestRow request)
    {
        var text = ((int)Kind).ToString("00", CultureInfo.InvariantCulture) + Title;
        return sealer.Seal(SealPurposes.DocumentLabel, SealedTo(document, request), text + new string(Padding, Padded - Encoding.UTF8.GetByteCount(text)));
    }

    /// <exception cref="CryptographicException">The text was altered, or moved from another document or request.</exception>
    public static AidDocumentLabel Open(Sealer sealer, string document, AidRequestRow request, byte[] sealedLabel)
    {
        var text = sealer.OpenBound(SealPurposes.DocumentLabel, SealedTo(document, request), sealedLabel).TrimEnd(Padding);
        return new((AidDocumentKind)int.Parse(text.AsSpan(0, KindLength), NumberStyles.None, CultureInfo.InvariantCulture), text[KindLength..]);
    }

    /// <summary>Completes an answer that was stored without them.</summary>
    public void AddTo(AidDocument document) => (document.Kind, document.Title) = (Kind, Title);

    /// <summary>The generated ToString of a record would print them.</summary>
    public override string ToString() => nameof(AidDocumentLabel);

    private static SealedTo SealedTo(string document, AidRequestRow request) => new(document, request.Id, request.Rpps, request.SubmittedBy);
}
