using System.Globalization;

namespace OrdreCouncils.Registry.Persons;

/// <param name="Qualifications">Those held.</param>
internal sealed record StoredPerson(
    string Rpps, Identity Identity, string Council, long Version, int ChangedIn, bool CouncilDecided,
    IReadOnlyDictionary<FactHash, QualificationFact> Qualifications, IReadOnlyDictionary<FactHash, ActivityDetail> Activities)
{
    /// <summary>Professional category, code of TRE_R09; empty when never known.</summary>
    public string Category { get; init; } = "";

    /// <summary>Ended qualifications whose last day a source gave.</summary>
    public IReadOnlyDictionary<FactHash, QualificationFact> Abandoned { get; init; } = new Dictionary<FactHash, QualificationFact>();

    public long NextVersion => Version + 1;
}

internal sealed record PersonChange(string Rpps)
{
    public required Identity Identity { get; init; }
    public required string Council { get; init; }
    public required string Category { get; init; }
    public required FactHash ContentHash { get; init; }
    public IReadOnlyList<QualificationFact> NewQualifications { get; init; } = [];
    public IReadOnlyList<ActivityFact> NewActivities { get; init; } = [];

    /// <summary>They end on their last day when a source gave it, else on the day before the change.</summary>
    public IReadOnlyList<QualificationFact> EndedQualifications { get; init; } = [];
    public IReadOnlyList<FactHash> EndedActivities { get; init; } = [];

    /// <summary>Qualifications held, with the day of recognition to record.</summary>
    public IReadOnlyList<QualificationFact> Recognitions { get; init; } = [];

    /// <summary>Activities that stay, with their new kind and function.</summary>
    public IReadOnlyList<(FactHash Activity, ActivityDetail Detail)> Details { get; init; } = [];

    /// <summary>Hash by which the next import sees that nothing changed. It leaves out the council, which follows from the activities. Values that no source
    /// gave add nothing: a file without their columns has the hash that it had before the register read them.</summary>
    public static FactHash HashOf(
        Identity identity, string category, IEnumerable<QualificationFact> qualifications, IEnumerable<KeyValuePair<FactHash, ActivityDetail>> activities)
    {
        var hashes = new List<FactHash> { identity.Hash };
        if (category.Length > 0)
            hashes.Add(FactHash.Of("category", category));
        foreach (var fact in qualifications)
        {
            if (fact.AbandonedOn is null)
                hashes.Add(fact.Hash);
            if ((fact.RecognisedOn ?? fact.AbandonedOn) is not null)
                hashes.Add(FactHash.Of("qualification dates", fact.Kind, fact.Code, Day(fact.RecognisedOn), Day(fact.AbandonedOn)));
        }

        foreach (var (activity, detail) in activities)
        {
            hashes.Add(activity);
            if (!detail.IsEmpty)
                hashes.Add(activity.With(detail.Kind ?? "", detail.Function ?? ""));
        }

        return FactHash.OfSet(hashes);
    }

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
