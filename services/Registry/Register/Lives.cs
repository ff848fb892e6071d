using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Registry.Register;

internal sealed class Lives(
    MergeLinks links, IEnumerable<RestrictionRow> restrictions, IEnumerable<SuspensionRow> suspensions, IEnumerable<FactRow> facts)
{
    private readonly ILookup<string, RestrictionRow> restrictions = restrictions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, SuspensionRow> suspensions = suspensions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, FactRow> facts = facts.ToLookup(row => row.Rpps);

    /// <summary>Anything is recorded about the physician, or any restriction about a number merged into theirs.</summary>
    public bool Any(string rpps) =>
        NumbersOf(rpps).Any(number => restrictions.Contains(number) || suspensions.Contains(number)) || facts.Contains(rpps);

    /// <summary>An entry without its person. Restrictions of merged numbers apply to the number that they are merged into.</summary>
    public RegisterEntry Of(string rpps, DateOnly registeredSince)
    {
        var numbers = NumbersOf(rpps).ToList();
        return EntryMap.ToEntry(
            registeredSince, numbers.SelectMany(number => restrictions[number]), numbers.SelectMany(number => suspensions[number]), facts[rpps]);
    }

    private IEnumerable<string> NumbersOf(string rpps) => links.MergedInto(rpps).Prepend(rpps);
}
