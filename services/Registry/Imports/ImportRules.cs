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

    public static FactHash ContentHash(PersonLines said) =>
        PersonChange.HashOf(said.Identity, said.Qualifications.Select(fact => fact.Hash), said.Activities.Select(fact => fact.Hash));

    public static PersonChange Enter(PersonLines said) => new(said.Rpps)
    {
        Identity = said.Identity,
        Council = said.Departments.FirstOrDefault(""),
        ContentHash = ContentHash(said),
        NewQualifications = said.Qualifications,
        NewActivities = said.Activities,
    };

    /// <summary>The change of a known person; null when the lines add nothing. Nothing ends here: later lines of the file may repeat it.</summary>
    /// <param name="said">The person's lines in this batch.</param>
    /// <param name="again">An earlier batch of the same file has named the person.</param>
    public static PersonChange? Update(StoredPerson stored, PersonLines said, bool again)
    {
        var qualifications = said.Qualifications.Where(fact => !stored.Qualifications.ContainsKey(fact.Hash)).ToList();
        var activities = said.Activities.Where(fact => !stored.Activities.Contains(fact.Hash)).ToList();
        // A decision of the Order places a physician; a file does not move them afterwards.
        var council = stored.CouncilDecided || (again && stored.Council.Length > 0) ? stored.Council : Council(stored.Council, said);
        if (qualifications.Count == 0 && activities.Count == 0 && said.Identity == stored.Identity && council == stored.Council)
            return null;

        return new PersonChange(said.Rpps)
        {
            Identity = said.Identity,
            Council = council,
            ContentHash = PersonChange.HashOf(
                said.Identity,
                stored.Qualifications.Keys.Concat(qualifications.Select(fact => fact.Hash)),
                stored.Activities.Concat(activities.Select(fact => fact.Hash))),
            NewQualifications = qualifications,
            NewActivities = activities,
        };
    }

    /// <summary>Stored facts that the person's first lines do not repeat.</summary>
    public static HashSet<FactHash> Missing(StoredPerson stored, PersonLines said)
    {
        var missing = stored.Qualifications.Keys.Concat(stored.Activities).ToHashSet();
        RemoveSaid(missing, said);
        return missing;
    }

    /// <summary>Removes the facts that later lines of the same file repeat.</summary>
    public static void RemoveSaid(HashSet<FactHash> missing, PersonLines said)
    {
        missing.ExceptWith(said.Qualifications.Select(fact => fact.Hash));
        missing.ExceptWith(said.Activities.Select(fact => fact.Hash));
    }

    /// <summary>At the end of the file: ends the facts that it did not repeat.</summary>
    public static PersonChange End(StoredPerson stored, HashSet<FactHash> unsaid)
    {
        var qualifications = stored.Qualifications.Where(fact => unsaid.Contains(fact.Key)).Select(fact => fact.Value).ToList();
        var activities = stored.Activities.Where(unsaid.Contains).ToList();
        return new PersonChange(stored.Rpps)
        {
            Identity = stored.Identity,
            Council = stored.Council,
            ContentHash = PersonChange.HashOf(
                stored.Identity, stored.Qualifications.Keys.Where(key => !unsaid.Contains(key)), stored.Activities.Where(key => !unsaid.Contains(key))),
            EndedQualifications = qualifications,
            EndedActivities = activities,
        };
    }

    /// <summary>The council of the first place of practice. It stays while the person practises there, so that another order of lines moves nobody. A person
    /// who practises nowhere in France stays with the last council (CSP R.4126-1: the last council remains competent).</summary>
    private static string Council(string stored, PersonLines said) =>
        said.Departments.Contains(stored) ? stored : said.Departments.FirstOrDefault(stored);
}
