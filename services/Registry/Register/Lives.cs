using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Registry.Register;

/// <summary>The restrictions, suspensions and registration facts of some physicians.</summary>
internal sealed class Lives(
    MergeLinks links, IEnumerable<RestrictionRow> restrictions, IEnumerable<SuspensionRow> suspensions, IEnumerable<FactRow> facts)
{
    private readonly ILookup<string, RestrictionRow> restrictions = restrictions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, SuspensionRow> suspensions = suspensions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, FactRow> facts = facts.ToLookup(row => row.Rpps);

    /// <summary>Whether anything is recorded about the physician or a number merged into it.</summary>
    public bool Any(string rpps) =>
        NumbersOf(rpps).Any(number => restrictions.Contains(number) || suspensions.Contains(number)) || facts.Contains(rpps);

    /// <summary>The entry of a physician without the person. Restrictions of merged numbers apply to the number that answers for them.</summary>
    public RegisterEntry Of(string rpps, DateOnly registeredSince)
    {
        var numbers = NumbersOf(rpps).ToList();
        return EntryMap.ToEntry(
            registeredSince, numbers.SelectMany(number => restrictions[number]), numbers.SelectMany(number => suspensions[number]), facts[rpps]);
    }

    private IEnumerable<string> NumbersOf(string rpps) => links.MergedInto(rpps).Prepend(rpps);
}
