using OrdreCouncils.Registry.Persons;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Decides what a file changes, one person at a time. Pure.</summary>
internal static class ImportRules
{
    public static Reject OtherName(long line) => new(
        line, RegisterColumns.NameOf(Column.FamilyName), "An earlier line gives this RPPS number another name or civility. Write the same ones on every line of a person.");

    /// <summary>INVALID_ARGUMENT for a file that is read without a fault and still is not a file of physicians: its lines are skipped as other professions',
    /// and nobody would notice. A file with rejects is answered with them.</summary>
    public static void CheckPhysicians(long lines, long skipped, long rejected, int persons, double mostSkippedPercent)
    {
        const string advice = "Check that the column \"Code profession\" has 10 for physicians, and that this is the whole file.";
        if (persons == 0 && rejected == 0)
            throw Fault.Invalid("file", $"It names no physician: {lines} lines were read, and all of them skipped. {advice}");
        if (skipped * 100.0 > lines * mostSkippedPercent)
            throw Fault.Invalid("file", FormattableString.Invariant($"{skipped} of {lines} lines were skipped, more than {mostSkippedPercent} %. {advice}"));
    }

    public static FactHash ContentHash(PersonLines said) => PersonChange.HashOf(
        said.Identity, said.Category ?? "", said.Qualifications.Concat(Abandoned(said)), said.Activities.Select(fact => KeyValuePair.Create(fact.Hash, fact.Detail)));

    public static PersonChange Enter(PersonLines said) => new(said.Rpps)
    {
        Identity = said.Identity,
        Council = said.Departments.FirstOrDefault(""),
        Category = said.Category ?? "",
        ContentHash = ContentHash(said),
        NewQualifications = [.. said.Qualifications, .. Abandoned(said)],
        NewActivities = said.Activities,
    };

    /// <summary>The change of a known person; null when the lines add nothing. What the lines do not repeat does not end here: later lines of the file may
    /// repeat it.</summary>
    /// <param name="said">The person's lines in this batch.</param>
    /// <param name="again">An earlier batch of the same file has named the person.</param>
    public static PersonChange? Update(StoredPerson stored, PersonLines said, bool again)
    {
        var qualifications = said.Qualifications.Where(fact => !stored.Qualifications.ContainsKey(fact.Hash)).ToList();
        var activities = said.Activities.Where(fact => !stored.Activities.ContainsKey(fact.Hash)).ToList();
        var recognitions = said.Qualifications
            .Where(fact => fact.RecognisedOn is not null && stored.Qualifications.TryGetValue(fact.Hash, out var known) && known.RecognisedOn != fact.RecognisedOn).ToList();
        var details = Details(stored, said, again).ToList();
        var abandoned = Abandoned(said).Where(fact => !stored.Abandoned.TryGetValue(fact.Hash, out var known) || known.AbandonedOn < fact.AbandonedOn).ToLookup(
            fact => stored.Qualifications.ContainsKey(fact.Hash));
        // A decision of the Order places a physician; a file does not move them afterwards.
        var council = stored.CouncilDecided || (again && stored.Council.Length > 0) ? stored.Council : Council(stored.Council, said);
        var category = said.Category is null || (again && stored.Category.Length > 0) ? stored.Category : said.Category;
        if (qualifications.Count + activities.Count + recognitions.Count + details.Count + abandoned.Count == 0
            && said.Identity == stored.Identity && council == stored.Council && category == stored.Category)
        {
            return null;
        }

        return new PersonChange(said.Rpps)
        {
            Identity = said.Identity,
            Council = council,
            Category = category,
            ContentHash = PersonChange.HashOf(
                said.Identity, category, Known(stored, [.. qualifications, .. recognitions, .. abandoned[true], .. abandoned[false]]),
                stored.Activities.Concat(activities.Select(fact => KeyValuePair.Create(fact.Hash, fact.Detail)))
                    .Concat(details.Select(told => KeyValuePair.Create(told.Activity, told.Detail)))
                    .GroupBy(told => told.Key, (_, told) => told.Last())),
            NewQualifications = [.. qualifications, .. abandoned[false]],
            NewActivities = activities,
            Recognitions = recognitions,
            Details = details,
            EndedQualifications = [.. abandoned[true]],
        };
    }

    /// <summary>Stored facts that the person's first lines do not repeat.</summary>
    public static HashSet<FactHash> Missing(StoredPerson stored, PersonLines said)
    {
        var missing = stored.Qualifications.Keys.Concat(stored.Activities.Keys).ToHashSet();
        RemoveSaid(missing, said);
        return missing;
    }

    /// <summary>Removes the facts that later lines of the same file repeat.</summary>
    public static void RemoveSaid(HashSet<FactHash> missing, PersonLines said)
    {
        missing.ExceptWith(said.Qualifications.Select(fact => fact.Hash));
        // Ended already, on the day that the lines give.
        missing.ExceptWith(said.Abandoned.Select(fact => fact.Hash));
        missing.ExceptWith(said.Activities.Select(fact => fact.Hash));
    }

    /// <summary>At the end of the file: ends the facts that it did not repeat.</summary>
    public static PersonChange End(StoredPerson stored, HashSet<FactHash> unsaid)
    {
        var qualifications = stored.Qualifications.Where(fact => unsaid.Contains(fact.Key)).Select(fact => fact.Value).ToList();
        var activities = stored.Activities.Keys.Where(unsaid.Contains).ToList();
        return new PersonChange(stored.Rpps)
        {
            Identity = stored.Identity,
            Council = stored.Council,
            Category = stored.Category,
            ContentHash = PersonChange.HashOf(
                stored.Identity, stored.Category,
                stored.Qualifications.Values.Where(fact => !unsaid.Contains(fact.Hash)).Concat(stored.Abandoned.Values),
                stored.Activities.Where(held => !unsaid.Contains(held.Key))),
            EndedQualifications = qualifications,
            EndedActivities = activities,
        };
    }

    /// <summary>A qualification that another line gives as held was recognised again.</summary>
    private static IEnumerable<QualificationFact> Abandoned(PersonLines said) =>
        said.Abandoned.Where(fact => !said.Qualifications.Exists(held => held.Hash == fact.Hash));

    private static IEnumerable<(FactHash Activity, ActivityDetail Detail)> Details(StoredPerson stored, PersonLines said, bool again)
    {
        foreach (var fact in said.Activities)
        {
            if (!stored.Activities.TryGetValue(fact.Hash, out var known))
                continue;
            var told = fact.Detail.Over(known);
            // An earlier batch of the same file told of the activity: the first by code counts, as within a batch.
            if (told != known && (!again || known.IsEmpty || (!told.IsEmpty && told.CompareTo(known) < 0)))
                yield return (fact.Hash, told);
        }
    }

    /// <summary>Qualifications after the change: each once as held and once as abandoned.</summary>
    private static IEnumerable<QualificationFact> Known(StoredPerson stored, IReadOnlyList<QualificationFact> told)
    {
        var all = stored.Qualifications.Values.Concat(stored.Abandoned.Values).Concat(told)
            .GroupBy(fact => (fact.Hash, fact.AbandonedOn is null), (_, facts) => facts.Last()).ToList();
        var ended = told.Where(fact => fact.AbandonedOn is not null).Select(fact => fact.Hash).ToHashSet();
        return all.Where(fact => fact.AbandonedOn is not null || !ended.Contains(fact.Hash));
    }

    /// <summary>The council of the first place of practice. It stays while the person practises there, so that another order of lines moves nobody. A person
    /// who practises nowhere in France stays with the last council (CSP R.4126-1: the last council remains competent).</summary>
    private static string Council(string stored, PersonLines said) =>
        said.Departments.Contains(stored) ? stored : said.Departments.FirstOrDefault(stored);
}
