using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Names that may neither report nor sit. Members are names, so that a namesake must be named otherwise. A tie of family or interest is not in any
/// register: abstention and challenge (CSP R.4126-23, R.4126-24) stay with the president.</summary>
internal static class SittingRules
{
    /// <summary>Persons who knew the case in another ordinal office (CSP L.4124-7, IV; L.4122-3, IV; L.4441-2), and whoever has the name of a party.</summary>
    public static void CheckName(Violations violations, string name, string field, BarredNames barred)
    {
        violations.Require(
            !barred.Knew.Any(known => PersonNames.AreSame(known, name)), field,
            "Name another member: this one knew the case, having conciliated it, deliberated on it, or judged it (CSP L.4124-7, IV; L.4122-3, IV).");
        violations.Require(
            !barred.Parties.Any(party => PersonNames.AreSame(party, name)), field, "Name another member: this one has the name of a party (CSP L.4126-2).");
    }

    /// <summary>The rapporteur is a member neither of the council that complains nor of the council of the register (CSP R.4126-17, wording of 27 March 2007).
    /// A council that only transmitted counts as complaining here: L.4124-7 bars its members from sitting.</summary>
    public static void CheckRapporteur(Instance instance, NewRapporteur rapporteur, BarredNames barred)
    {
        var file = instance.File;
        var violations = new Violations();
        CheckName(violations, rapporteur.Name, "name", barred);
        if (!CheckOwnBody(violations, instance.Chamber, rapporteur.Council, "council"))
        {
            violations.Require(
                rapporteur.Council.Length == 0 || (rapporteur.Council != file.Council && rapporteur.Council != file.RegisterCouncil), "council",
                "Name a member of another council: the rapporteur sits neither in the council that complains nor in that of the register (CSP R.4126-17).");
        }

        violations.ThrowIfAny();
    }

    /// <summary>In New Caledonia and French Polynesia no member of the ordinal body is a member of the chamber (CSP R.4441-4, III). True when that rule
    /// decided.</summary>
    public static bool CheckOwnBody(Violations violations, string chamber, string council, string field) =>
        IsOwn(chamber) && !violations.Require(
            council is not ("987" or "988"), field, "Name another member: no member of the ordinal body sits in this chamber (CSP R.4441-4, III).");

    public static bool IsOwn(string chamber) => Chambers.IsChamber(chamber) && Chambers.SeatOf(chamber) is null;
}
