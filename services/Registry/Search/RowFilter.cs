using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Search;

/// <summary>The criteria of a search other than names.</summary>
internal sealed class RowFilter
{
    private readonly RegisterIndex index;
    private readonly SearchCriteria criteria;
    private readonly DateOnly today;
    private readonly ushort[] councils = [];
    private readonly ushort[] specialties = [];
    private readonly HashSet<int> places = [];

    public RowFilter(RegisterIndex index, Numberings numberings, SearchCriteria criteria, DateOnly today)
    {
        (this.index, this.criteria, this.today) = (index, criteria, today);
        if (criteria.Council.Length > 0)
            councils = numberings.Councils.Where(council => council == criteria.Council);
        if (criteria.Specialties.Count > 0)
            specialties = numberings.Qualifications.Where(held => held.Kind == "S" && criteria.Specialties.Contains(held.Code));
        if (criteria.Municipality.Length > 0)
            places = numberings.Places.Named(criteria.Municipality);
    }

    public bool Fits(Segment segment, int row) =>
        (criteria.Council.Length == 0 || councils.Contains(segment.Councils[row]))
        && (criteria.Specialties.Count == 0 || segment.Codes(row).IndexOfAny(specialties) >= 0)
        && ((criteria.Municipality.Length == 0 && criteria.Mode.Length == 0) || Practises(segment.Activities(row)))
        && (!criteria.InPractice || segment.Activities(row).Length > 0)
        && !index.IsGone(segment, row)
        // A merged number is found under the number that answers for it.
        && !segment.IsMerged(row)
        && (criteria.Status <= SoughtStatus.Any || FitsStatus(segment, row));

    /// <summary>Rows to which a match is limited; null for all rows. Few physicians have more than a plain registration.</summary>
    public IReadOnlyList<int>? Rows(Segment segment) =>
        criteria.Status is SoughtStatus.Restricted or SoughtStatus.OffRegister ? segment.Lives.Rows : null;

    /// <summary>The same activity must be in the place and in the mode.</summary>
    private bool Practises(ReadOnlySpan<int> activities)
    {
        foreach (var activity in activities)
        {
            if ((criteria.Municipality.Length == 0 || places.Contains(Places.PlaceOf(activity))) && (criteria.Mode.Length == 0 || Places.Has(activity, criteria.Mode)))
                return true;
        }

        return false;
    }

    private bool FitsStatus(Segment segment, int row)
    {
        if (segment.Life(row) is not { } life)
            return criteria.Status is SoughtStatus.Registered or SoughtStatus.MayPractise;
        var registration = RegistrationRules.At(life, today);
        return criteria.Status switch
        {
            SoughtStatus.Registered => registration.Registered,
            SoughtStatus.MayPractise => registration.MayPractise,
            SoughtStatus.Restricted => registration.Registered && registration.Restrictions.Count > 0,
            _ => !registration.Registered,
        };
    }
}
