namespace OrdreCouncils.Registry.Persons;

internal sealed record Identity(string Title, string Civility, string FamilyName, string GivenName)
{
    public FactHash Hash => FactHash.Of("identity", Title, Civility, FamilyName, GivenName);
}

/// <summary>The label follows from the code, and dates are told of a qualification: the hash leaves them out.</summary>
internal sealed record QualificationFact(string Kind, string Code, string Label)
{
    public FactHash Hash { get; } = FactHash.Of("qualification", Kind, Code);

    /// <summary>Day of recognition, as a file or a council gave it; null when neither did.</summary>
    public DateOnly? RecognisedOn { get; init; }

    /// <summary>Last day, of a qualification that a source gives as abandoned; null for one that is held.</summary>
    public DateOnly? AbandonedOn { get; init; }
}

internal sealed record ActivityFact(
    string Mode, string Sector, string Structure, string Siret, string Finess, string PostalCode, string Town, string Department)
{
    public FactHash Hash { get; } = FactHash.Of(Mode, Sector, Structure, Siret, Finess, PostalCode, Town, Department);

    /// <summary>Told of the activity, not part of its hash: with another kind it is the same activity.</summary>
    public ActivityDetail Detail { get; init; }
}

/// <param name="Kind">Code of TRE_R22; null when the source does not tell kinds.</param>
/// <param name="Function">Code of TRE_R21; null when the source does not tell functions.</param>
internal readonly record struct ActivityDetail(string? Kind, string? Function) : IComparable<ActivityDetail>
{
    public static readonly ActivityDetail None = new("", "");

    public bool IsEmpty => string.IsNullOrEmpty(Kind) && string.IsNullOrEmpty(Function);

    /// <summary>The values of this one, and the known ones where its source does not tell.</summary>
    public ActivityDetail Over(ActivityDetail known) => new(Kind ?? known.Kind ?? "", Function ?? known.Function ?? "");

    public int CompareTo(ActivityDetail other) =>
        string.CompareOrdinal(Kind, other.Kind) is var order and not 0 ? order : string.CompareOrdinal(Function, other.Function);
}
