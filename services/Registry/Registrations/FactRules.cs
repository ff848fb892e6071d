using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Registrations;

internal static class FactRules
{
    /// <summary>Not a rule of law: catches typing errors in an announced cessation or retirement.</summary>
    private const int MostDaysAhead = 366;

    /// <summary>Grounds that a council records itself; all others follow from applications.</summary>
    public static bool IsDeparture(FactGround ground) => ground is FactGround.Request or FactGround.TransferOut or FactGround.Cessation
        or FactGround.ConditionsNotMet or FactGround.Death or FactGround.IllegalRegistration;

    /// <summary>The council decides these (CSP L.4112-1), so its president records them; a clerk records the others.</summary>
    public static bool NeedsPresident(FactGround ground) => ground is FactGround.ConditionsNotMet or FactGround.IllegalRegistration;

    /// <summary>A higher council decided these (CSP L.4112-4): the president of the council that keeps the file does not correct them.</summary>
    public static bool IsDecidedByHigherCouncil(string ground) =>
        ground is nameof(FactGround.RegistrationAnnulled) or nameof(FactGround.RegistrationWithdrawn);

    public static void CheckDay(Violations violations, DateOnly day, string field, bool mayBeAnnounced, DateOnly today)
    {
        if (mayBeAnnounced)
            violations.Require(day <= today.AddDays(MostDaysAhead), field, "Write a day that is at most one year ahead.");
        else
            violations.Require(day <= today, field, "Write a day that is not in the future.");
    }

    /// <summary>FAILED_PRECONDITION unless every fact can follow the facts before it.</summary>
    public static void CheckSequence(RegisterEntry entry)
    {
        var steps = Standing.StepsOf(entry).ToList();
        var standing = Standing.BeforeFirstStep(entry, steps.Count > 0 ? steps[0].Day : DateOnly.MaxValue);
        foreach (var step in steps)
        {
            if (step.Fact is { } fact && !standing.Allows(fact))
            {
                throw Fault.Precondition(
                    RegistryReasons.FactDoesNotFit,
                    $"{fact.Kind} on {fact.EffectiveOn.Day():yyyy-MM-dd} does not fit: the facts recorded put the physician {Name(standing)} then.");
            }

            standing = standing.After(step);
        }
    }

    /// <summary>FAILED_PRECONDITION when the time to withdraw an illegal registration is over (CSP L.4112-1: four months).</summary>
    public static void CheckWithdrawal(IEnumerable<FactRow> facts, DateOnly today)
    {
        var time = facts.LastOrDefault(fact => fact.Kind == nameof(FactKind.Entered)) is { } entered
            ? TimeLimits.ComputeIfInForce(LegalRules.RegistrationWithdrawal, entered.EffectiveOn, Departments.CouncilSeat(entered.Council))
            : null;
        if (time is null || today > time.LastDay)
        {
            throw Fault.Precondition(
                RegistryReasons.FactDoesNotFit, "A registration is withdrawn as illegal within four months of it (CSP L.4112-1): record another ground.");
        }
    }

    private static string Name(Standing standing) => standing.Place switch
    {
        Place.Registered when standing.Retired => "on the register, retired,",
        Place.Registered => "on the register",
        Place.InTransfer => "in transfer",
        Place.Left => "off the register",
        Place.Deceased => "among the deceased",
        _ => "not yet on the register",
    };
}
