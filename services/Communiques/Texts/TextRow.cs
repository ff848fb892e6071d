using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Communiques.V1;

namespace OrdreCouncils.Communiques.Texts;

/// <summary>One stored revision of a text. Equal rows are equal in every character.</summary>
internal record TextRow
{
    /// <summary>Name under which the Order signs every text.</summary>
    public const string Order = "Conseil national de l’Ordre des médecins";

    public CommuniqueKind Kind { get; init; }
    public string Title { get; init; } = "";
    public string Place { get; init; } = "";
    public DateOnly DatedOn { get; init; }

    /// <summary>Markdown.</summary>
    public string Body { get; init; } = "";
    public string ContactName { get; init; } = "";
    public string ContactPhone { get; init; } = "";
    public string ContactEmail { get; init; } = "";

    /// <summary>One per line.</summary>
    public string CoSignatories { get; init; } = "";
    public string? Rectifies { get; init; }

    public IReadOnlyList<string> CoSignatoryNames => CoSignatories.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>SHA-256 of the whole text. It stands in the audit chain at each revision and approval, and proves that the public text is the approved one,
    /// while the text and the contact's telephone number stay out of the log.</summary>
    public string Fingerprint()
    {
        // No field contains a unit separator: control characters are refused on input.
        var whole = string.Join(
            '\u001f', Kind.ToString(), Title, Place, DatedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Body, ContactName, ContactPhone,
            ContactEmail, CoSignatories, Rectifies ?? "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
    }
}
