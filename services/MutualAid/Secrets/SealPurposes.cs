namespace OrdreCouncils.MutualAid.Secrets;

/// <summary>Data Protection purposes, one per kind of secret text. Part of the stored data: if a value changes, texts sealed before become unreadable.</summary>
internal static class SealPurposes
{
    /// <summary>Isolates the key ring from other applications.</summary>
    public const string Application = "OrdreCouncils.MutualAid";

    /// <summary>Kind of aid and relation, sealed to the aid request, the person and the filer.</summary>
    public const string Nature = "OrdreCouncils.MutualAid.Nature.v1";

    /// <summary>State of health, sealed to its aid request, the person, the relation and the filer.</summary>
    public const string Health = "OrdreCouncils.MutualAid.Health.v1";

    /// <summary>Family situation, sealed to its aid request, the person, the relation and the filer.</summary>
    public const string Family = "OrdreCouncils.MutualAid.Family.v1";

    /// <summary>Income, charges, debts, sealed to its aid request, the person, the relation and the filer.</summary>
    public const string Financial = "OrdreCouncils.MutualAid.Financial.v1";

    /// <summary>The instructor's opinion, sealed to its proposal, and to the person, the relation and the filer.</summary>
    public const string Opinion = "OrdreCouncils.MutualAid.Opinion.v1";

    /// <summary>Reason of a refusal, sealed to its aid request, the person, the relation and the filer.</summary>
    public const string RefusalReason = "OrdreCouncils.MutualAid.RefusalReason.v1";

    /// <summary>Kind and title of a document, sealed to the document, its request, the person and the filer.</summary>
    public const string DocumentLabel = "OrdreCouncils.MutualAid.DocumentLabel.v1";
}
