namespace OrdreCouncils.Registry.Persons;

internal sealed record StoredPerson(
    string Rpps, Identity Identity, string Council, long Version, int ChangedIn, bool CouncilDecided,
    IReadOnlyDictionary<FactHash, QualificationFact> Qualifications, IReadOnlySet<FactHash> Activities)
{
    public long NextVersion => Version + 1;
}

internal sealed record PersonChange(string Rpps)
{
    public required Identity Identity { get; init; }
    public required string Council { get; init; }
    public required FactHash ContentHash { get; init; }
    public IReadOnlyList<QualificationFact> NewQualifications { get; init; } = [];
    public IReadOnlyList<ActivityFact> NewActivities { get; init; } = [];
    public IReadOnlyList<QualificationFact> EndedQualifications { get; init; } = [];
    public IReadOnlyList<FactHash> EndedActivities { get; init; } = [];

    /// <summary>Hash by which the next import sees that nothing changed. It leaves out the council, which follows from the activities.</summary>
    public static FactHash HashOf(Identity identity, IEnumerable<FactHash> qualifications, IEnumerable<FactHash> activities) =>
        FactHash.OfSet([identity.Hash, .. qualifications, .. activities]);
}
