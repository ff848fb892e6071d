using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Which chamber may act on a case, and when.</summary>
internal static class InstanceRules
{
    public const string National = "nationale";

    public static InstanceLevel LevelOf(RowScope scope) => scope.All ? InstanceLevel.National : InstanceLevel.FirstInstance;

    public static string ChamberOf(CaseRow file, InstanceLevel level) => level == InstanceLevel.National ? National : file.Chamber;

    /// <summary>FAILED_PRECONDITION unless the case is before the chamber of this level.</summary>
    /// <param name="file">The case.</param>
    /// <param name="level">Level.</param>
    /// <param name="endedOn">Day of the order that ended the case at this level; null without one.</param>
    public static void CheckOpen(CaseRow file, InstanceLevel level, DateOnly? endedOn)
    {
        CaseRules.CheckOpen(file);
        if (endedOn is { } day)
        {
            throw Fault.Precondition(
                DisciplineReasons.CaseEnded,
                $"An order of the president of the chamber ended the case on {day:yyyy-MM-dd} (CSP R.4126-5): no further step is possible.");
        }

        if (file.Status != (level == InstanceLevel.National ? CaseStatus.Appealed : CaseStatus.Filed))
        {
            throw CaseRules.Wrong(file, level == InstanceLevel.National
                ? "no appeal brings it before the national chamber (CSP L.4122-3)"
                : "it does not wait for a decision of this chamber (CSP R.4126-8)");
        }
    }

    public static RegistrationRow Registered(CaseRow file, RegistrationRow? registration) =>
        registration ?? throw CaseRules.Wrong(file, "the chamber has not registered it (CSP R.4126-17): call RegisterCase first");

    /// <summary>INVALID_ARGUMENT for a day before the registration.</summary>
    public static void CheckSince(DateOnly day, RegistrationRow registration, string field)
    {
        if (day < registration.RegisteredOn)
            throw Fault.Invalid(field, $"Write a day since the registration, {registration.RegisteredOn:yyyy-MM-dd}.");
    }

    public static void CheckParty(IReadOnlyList<CaseParty> parties, CaseParty party, string field = "party")
    {
        if (!parties.Contains(party))
            throw Fault.Invalid(field, $"Name one of {string.Join(", ", parties)}.");
    }
}
