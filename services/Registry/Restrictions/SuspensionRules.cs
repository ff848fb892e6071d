using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Restrictions;

internal static class SuspensionRules
{
    /// <summary>The next period; FAILED_PRECONDITION when none can follow.</summary>
    public static SuspensionRow Renewal(SuspensionRow row, bool renewed, string id, DateOnly endsOn)
    {
        CheckStands(row, renewed);
        if (row.Kind == nameof(SuspensionKind.Emergency))
            throw Fault.Precondition(Reasons.WrongState, "An emergency suspension is not renewed: it lapses (CSP L.4113-14).");
        var from = row.EndsOn.AddDays(1);
        if (endsOn < from)
            throw Fault.Invalid("ends_on", $"Write a day that is not before {from:yyyy-MM-dd}, the first of the new period.");
        return row with { Id = id, Version = 1, EffectiveOn = from, EndsOn = endsOn, Renews = row.Id, RequestedOn = null, DecidedOn = null };
    }

    /// <summary>The lifted suspension. FAILED_PRECONDITION unless it can be lifted on the day; INVALID_ARGUMENT naming each field that does not fit it.</summary>
    public static SuspensionRow Lifted(SuspensionRow row, string council, bool renewed, LiftTerms lift)
    {
        CheckStands(row, renewed);
        var violations = new Violations();
        violations.Require(lift.On >= row.EffectiveOn, "lifted_on", $"Write a day that is not before {row.EffectiveOn:yyyy-MM-dd}, its first.");
        var ground = ResumptionRules.Ground(violations, row, lift.Ground);
        ResumptionRules.Check(violations, row, council, ground, lift);
        violations.ThrowIfAny();
        if (SuspensionTerms.LastDay(row) < lift.On)
            throw Fault.Precondition(Reasons.WrongState, $"The suspension ended by itself on {row.EndsOn:yyyy-MM-dd}.");
        return row with
        {
            LiftedOn = lift.On,
            LiftGround = ground.ToString(),
            ExpertiseAskedOn = lift.ExpertiseAskedOn,
            ExpertiseOn = lift.ExpertiseOn,
            TrainingProvenOn = lift.TrainingProvenOn,
        };
    }

    /// <summary>Earliest day on which notice of the suspension can have been given, or an appeal lodged.</summary>
    public static DateOnly DecisionDay(SuspensionRow row) => row.DecidedOn ?? row.EffectiveOn;

    /// <summary>FAILED_PRECONDITION unless an appeal to the national council is possible (CSP R.4124-3-2).</summary>
    public static void CheckAppeal(SuspensionRow row, TimeLimit? time, DateOnly lodgedOn)
    {
        if (SuspensionTerms.LapsesByItself(row))
            throw Fault.Precondition(Reasons.WrongState, "An emergency suspension is contested before the administrative court (CSP L.4113-14).");
        Days.NotBefore(lodgedOn, DecisionDay(row), "lodged_on");
        if (lodgedOn > time?.LastDay)
        {
            throw Fault.Precondition(
                RegistryReasons.AppealOutOfTime, $"The time to appeal ended on {time.LastDay:yyyy-MM-dd} at 24:00 ({time.Version.Article}).");
        }
    }

    private static void CheckStands(SuspensionRow row, bool renewed)
    {
        if (renewed)
            throw Fault.Precondition(Reasons.WrongState, "The suspension is renewed: use the one that renews it.");
        if (row.LiftedOn is not null)
            throw Fault.Precondition(Reasons.WrongState, "The suspension is lifted.");
    }
}
