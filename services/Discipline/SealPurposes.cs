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

    /// <summary>The words of a list about a person, and the reason for dismissing its line, sealed to the line and its affair.</summary>
    public const string ListedPerson = "OrdreCouncils.Discipline.ListedPerson.v1";
    public const string DismissalReason = "OrdreCouncils.Discipline.DismissalReason.v1";

    /// <summary>Reasons of a follow-up of the national council, sealed to the follow-up, its affair and its line.</summary>
    public const string FollowUpReasons = "OrdreCouncils.Discipline.FollowUpReasons.v1";
    /// <summary>Title of a document, sealed to the document and its case.</summary>
    public const string DocumentTitle = "OrdreCouncils.Discipline.DocumentTitle.v1";
}
