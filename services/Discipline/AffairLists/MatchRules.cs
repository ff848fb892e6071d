using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Which physician of the register a line means. Only a number whose name agrees is sure: a case opened against a namesake harms more than a
/// line that waits for a person.</summary>
internal static class MatchRules
{
    private const int MostCandidates = 10;

    /// <param name="listed">What the list says.</param>
    /// <param name="byNumber">The physician with the listed number; null without number, or when the register does not know it.</param>
    /// <param name="byName">Physicians found by name; not needed when <see cref="IsSure"/> holds for <paramref name="byNumber"/>.</param>
    public static MatchFinding Find(ListedPerson listed, RegisterPerson? byNumber, IReadOnlyList<RegisterPerson> byName)
    {
        if (IsSure(listed, byNumber))
            return new MatchFinding(byNumber, [Candidate(listed, byNumber!, equalNumber: true)], []);

        var others = byName.Where(person => person.Rpps != byNumber?.Rpps).Select(person => Candidate(listed, person, equalNumber: false))
            .Where(candidate => !candidate.Reasons.Contains(MatchReason.NameDiffers));
        var all = byNumber is null ? others : others.Prepend(Candidate(listed, byNumber, equalNumber: true));
        MatchCandidate[] candidates =
            [.. all.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Rpps, StringComparer.Ordinal).Take(MostCandidates)];
        var doubts = new List<MatchDoubt>
        {
            listed.Rpps.Length == 0 ? MatchDoubt.NoNumber : byNumber is null ? MatchDoubt.NumberUnknown : MatchDoubt.NumberOfAnother,
        };
        if (candidates.Length > 1)
            doubts.Add(MatchDoubt.SeveralCandidates);
        return new MatchFinding(null, candidates, candidates.Length == 0 ? [] : doubts);
    }

    public static bool IsSure(ListedPerson listed, RegisterPerson? byNumber) =>
        byNumber is not null && Name(listed, byNumber) is MatchReason.NameEqual or MatchReason.NameClose;

    private static MatchCandidate Candidate(ListedPerson listed, RegisterPerson person, bool equalNumber)
    {
        var reasons = new List<MatchReason>();
        if (equalNumber)
            reasons.Add(MatchReason.RppsEqual);
        reasons.Add(Name(listed, person));
        if (listed.Department is { Length: > 0 } department)
        {
            var near = person.Council == department || person.Departments.Contains(department);
            reasons.Add(near ? MatchReason.PlaceEqual : MatchReason.PlaceDiffers);
        }

        return new MatchCandidate { Rpps = person.Rpps, Name = person.Name, Council = person.Council, Score = reasons.Sum(Points), Reasons = { reasons } };
    }

    private static int Points(MatchReason reason) => reason switch
    {
        MatchReason.RppsEqual => 60,
        MatchReason.NameEqual => 30,
        MatchReason.NameClose => 15,
        MatchReason.PlaceEqual => 10,
        _ => 0,
    };

    private static MatchReason Name(ListedPerson listed, RegisterPerson person)
    {
        var (family, registered) = (NameWords.Of(listed.FamilyName), NameWords.Of(person.FamilyName));
        var (given, others) = (NameWords.Of(listed.GivenName), NameWords.Of(person.GivenName));
        // Without spaces: LE GALL is LEGALL.
        var sameFamily = string.Concat(family) == string.Concat(registered) && family.Count > 0;
        if (sameFamily && given.Count > 0 && others.Count > 0 && given[0] == others[0])
            return MatchReason.NameEqual;
        // MARTIN-DUPONT is registered as MARTIN; the usual first name is not the first one.
        return (sameFamily || Long(family).Intersect(Long(registered)).Any()) && given.Intersect(others).Any()
            ? MatchReason.NameClose
            : MatchReason.NameDiffers;
    }

    /// <summary>Words that are more than a particle.</summary>
    private static IEnumerable<string> Long(IEnumerable<string> words) => words.Where(word => word.Length > 3);
}

/// <param name="Sure">The physician, when the match is sure.</param>
/// <param name="Candidates">Best first.</param>
/// <param name="Doubts">Why a person must choose; empty when sure or without candidate.</param>
internal sealed record MatchFinding(RegisterPerson? Sure, IReadOnlyList<MatchCandidate> Candidates, IReadOnlyList<MatchDoubt> Doubts);
