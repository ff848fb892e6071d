namespace OrdreCouncils.Discipline;

/// <summary>Data Protection purposes, one per kind of secret text. Part of the stored data: if a value changes, texts sealed before become unreadable.</summary>
internal static class SealPurposes
{
    /// <summary>Isolates the key ring from other applications.</summary>
    public const string Application = "OrdreCouncils.Discipline";

    /// <summary>Name and address of the author of a complaint, sealed to the complaint and its council.</summary>
    public const string Author = "OrdreCouncils.Discipline.Author.v1";

    /// <summary>Facts of a complaint, sealed to the complaint and its council.</summary>
    public const string Facts = "OrdreCouncils.Discipline.Facts.v1";

    /// <summary>Points of disagreement of a partial conciliation, sealed to the case and its council.</summary>
    public const string Disagreements = "OrdreCouncils.Discipline.Disagreements.v1";

    /// <summary>Title of a document, sealed to the document and its case.</summary>
    public const string DocumentTitle = "OrdreCouncils.Discipline.DocumentTitle.v1";
}
