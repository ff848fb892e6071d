using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Hearings;

/// <summary>Composition of a formation: quorum, and who may not sit. A refusal names the member by its position.</summary>
internal static class FormationRules
{
    /// <summary>Least number of members, with the article. The texts do not say whether the president is one of the "membres" of a formation: the president
    /// counts here, so that no formation is refused that a reading allows. In New Caledonia and French Polynesia all must be there, the president and four
    /// assessors (CSP L.4441-2, wording of 29 April 2017; R.4441-4, wording of 3 March 2023).</summary>
    public static (int Least, string Article) Quorum(InstanceLevel level, string chamber) => (level, chamber) switch
    {
        (InstanceLevel.National, _) => (5, "CSP L.4132-5"),
        (_, "la-reunion-mayotte") => (3, "CSP R.4132-4"),
        _ when SittingRules.IsOwn(chamber) => (5, "CSP L.4441-2, R.4441-4"),
        _ => (5, "CSP L.4132-7"),
    };

    /// <summary>INVALID_ARGUMENT naming each member who may not sit, and a formation without quorum.</summary>
    /// <param name="instance">The case.</param>
    /// <param name="members">Formation.</param>
    /// <param name="barred">Names of persons who may not sit.</param>
    public static void Check(Instance instance, IReadOnlyList<MemberRow> members, BarredNames barred)
    {
        var violations = new Violations();
        var (least, article) = Quorum(instance.Level, instance.Chamber);
        violations.Require(members.Count >= least, "members", $"Name {least} members at least, the president included ({article}).");
        for (var i = 0; i < members.Count; i++)
        {
            SittingRules.CheckName(violations, members[i].Name, $"members[{i}].name", barred);
            CheckCouncil(violations, instance, members[i], $"members[{i}].council");
        }

        violations.ThrowIfAny();
    }

    /// <summary>No member of the council that filed or transmitted sits as an assessor in first instance (CSP L.4124-7, IV, wording of 27 July 2019). The text
    /// on the national chamber bars only who knew the case (L.4122-3, IV).</summary>
    private static void CheckCouncil(Violations violations, Instance instance, MemberRow member, string field)
    {
        if (instance.Level == InstanceLevel.National || SittingRules.CheckOwnBody(violations, instance.Chamber, member.Council, field))
            return;
        violations.Require(
            member.Council.Length == 0 || member.Council != instance.File.Council, field,
            "Name a member of another council: no member of the council that filed or transmitted the complaint sits (CSP L.4124-7, IV).");
    }
}
