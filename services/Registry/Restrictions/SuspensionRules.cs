using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

internal static class SuspensionRules
{
    /// <summary>Grounds of health are read by the national registrar only. The ground of an emergency often is one, so it counts as one.</summary>
    public static bool IsHealth(string kind) => kind != nameof(SuspensionKind.Insufficiency);

    /// <summary>The next period; FAILED_PRECONDITION when none can follow.</summary>
    public static SuspensionRow Renewal(SuspensionRow row, bool renewed, string id, DateOnly endsOn)
    {
        CheckStands(row, renewed);
        if (row.Kind == nameof(SuspensionKind.Emergency))
            throw Fault.Precondition(Reasons.WrongState, "An emergency suspension is not renewed: it lapses (CSP L.4113-14).");
        var from = row.EndsOn.AddDays(1);
        if (endsOn < from)
            throw Fault.Invalid("ends_on", $"Write a day that is not before {from:yyyy-MM-dd}, the first of the new period.");
        return row with { Id = id, Version = 1, EffectiveOn = from, EndsOn = endsOn, Renews = row.Id };
    }

    /// <summary>FAILED_PRECONDITION unless the suspension can be lifted on the day; INVALID_ARGUMENT for a day before its first.</summary>
    public static void CheckLift(SuspensionRow row, bool renewed, DateOnly on)
    {
        CheckStands(row, renewed);
        if (on < row.EffectiveOn)
            throw Fault.Invalid("lifted_on", $"Write a day that is not before {row.EffectiveOn:yyyy-MM-dd}, its first.");
        if (SuspensionTerms.LastDay(row) < on)
            throw Fault.Precondition(Reasons.WrongState, $"The suspension ended by itself on {row.EndsOn:yyyy-MM-dd}.");
    }

    private static void CheckStands(SuspensionRow row, bool renewed)
    {
        if (renewed)
            throw Fault.Precondition(Reasons.WrongState, "The suspension is renewed: use the one that renews it.");
        if (row.LiftedOn is not null)
            throw Fault.Precondition(Reasons.WrongState, "The suspension is lifted.");
    }
}
