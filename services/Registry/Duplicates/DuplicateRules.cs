using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Duplicates;

internal static class DuplicateRules
{
    private const string Specialty = "S";

    public static IReadOnlyList<Likeness> Between(Physician one, Physician other)
    {
        var found = new List<Likeness>();
        if (Names(one, other) is { } names)
            found.Add(names);
        Add(found, Likeness.SameSpecialty, one, other, Specialties);
        Add(found, Likeness.SameStructure, one, other, Structures);
        Add(found, Likeness.SamePostalCode, one, other, physician => physician.Activities.Select(activity => activity.PostalCode));
        Add(found, Likeness.SameCouncil, one, other, physician => [physician.Council]);
        return found;
    }

    /// <summary>Equal names are not enough: some hundreds of physicians share them. Nor are names and council: a large town has many physicians.</summary>
    public static bool IsSuspected(IReadOnlyList<Likeness> likenesses) =>
        likenesses.Any(one => one is Likeness.SameNames or Likeness.FirstNamesBeginAlike)
        && likenesses.Any(one => one is Likeness.SameSpecialty or Likeness.SameStructure or Likeness.SamePostalCode);

    private static Likeness? Names(Physician one, Physician other)
    {
        if (!NameMatch.AreSame(NameKey.Of(one.FamilyName), NameKey.Of(other.FamilyName)))
            return null;
        var (given, otherGiven) = (NameKey.Of(one.GivenName), NameKey.Of(other.GivenName));
        if (NameMatch.AreSame(given, otherGiven))
            return Likeness.SameNames;
        return NameMatch.AreFirstWords(given, otherGiven) || NameMatch.AreFirstWords(otherGiven, given) ? Likeness.FirstNamesBeginAlike : null;
    }

    private static void Add(List<Likeness> found, Likeness likeness, Physician one, Physician other, Func<Physician, IEnumerable<string>> values)
    {
        if (values(one).Intersect(values(other)).Any(value => value.Length > 0))
            found.Add(likeness);
    }

    private static IEnumerable<string> Specialties(Physician physician) =>
        physician.Qualifications.Where(held => held.Kind == Specialty).Select(held => held.Code);

    private static IEnumerable<string> Structures(Physician physician) => physician.Activities.Select(activity => activity switch
    {
        { Finess.Length: > 0 } => "finess " + activity.Finess,
        { Siret.Length: > 0 } => "siret " + activity.Siret,
        { Structure.Length: > 0, PostalCode.Length: > 0 } => $"{activity.PostalCode} {NameKey.Of(activity.Structure)}",
        _ => "",
    });
}
