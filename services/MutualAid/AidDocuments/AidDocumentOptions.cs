using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.MutualAid.AidDocuments;

/// <summary>Configuration section <c>AidDocuments</c>.</summary>
internal sealed class AidDocumentOptions
{
    public const string Section = "AidDocuments";

    /// <summary>Documents that one request may have.</summary>
    [Range(1, 1_000, ErrorMessage = "AidDocuments:PerRequest: write 1 to 1000.")]
    public int PerRequest { get; set; } = 50;
}

/// <summary>Part of the configuration section <c>Retention</c>.</summary>
internal sealed class AidDocumentRetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Documents of decided requests: kept as long as the request, which is for ever, unless a period from the decision is set.</summary>
    public string AidDocuments { get; set; } = "none";
}
