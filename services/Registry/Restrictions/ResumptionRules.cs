using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Why and with what proof a suspension is lifted. After infirmity: an expertise of the last two months of the suspension, asked for at least two
/// months before its last day (CSP R.4124-3, VII, wording of 1 January 2020; R.4124-3-4, wording of 29 May 2014). After insufficiency: proof of the training
/// (R.4124-3-6, wording of 29 May 2014).</summary>
internal static class ResumptionRules
{
    public static LiftGround Ground(Violations violations, SuspensionRow row, LiftGround asked)
    {
        var emergency = SuspensionTerms.LapsesByItself(row);
        var ground = Meant(row, asked);
        violations.Require(
            ground == LiftGround.Annulled || (ground != LiftGround.Fit) == emergency, "ground",
            emergency
                ? "Write DANGER_CEASED, ANNULLED, NOT_HEARD or ORDER_RULED: it is an emergency suspension (CSP L.4113-14, R.4113-111)."
                : "Write FIT or ANNULLED: it is no emergency suspension.");
        return ground;
    }

    /// <summary>What is sealed of the lift, if it is accepted.</summary>
    public static SealedLift ToSeal(SuspensionRow row, LiftTerms lift) =>
        new(Meant(row, lift.Ground).ToString(), lift.ExpertiseAskedOn, lift.ExpertiseOn, lift.TrainingProvenOn);

    public static void Check(Violations violations, SuspensionRow row, string council, LiftGround ground, LiftTerms lift)
    {
        var fit = ground == LiftGround.Fit;
        if (fit && row.Kind == nameof(SuspensionKind.Infirmity))
            CheckExpertise(violations, row, lift);
        else
            ForbidExpertise(violations, lift);
        if (fit && row.Kind == nameof(SuspensionKind.Insufficiency))
        {
            violations.Require(
                lift.TrainingProvenOn <= lift.On, "training_proven_on",
                "Write the day, not after lifted_on, on which the physician proved the training (CSP R.4124-3-6); without it renew the suspension.");
        }
        else
        {
            violations.Require(lift.TrainingProvenOn is null, "training_proven_on", "Leave it out: no training is proven.");
        }

        if (ground == LiftGround.NotHeard && SuspensionTerms.LapsesByItself(row) && SuspensionLimits.Hearing(row, council) is { } hearing)
        {
            violations.Require(
                lift.On == hearing.DayAfter, "lifted_on",
                $"Write {hearing.DayAfter:yyyy-MM-dd}: the last day to hear the physician was the day before (CSP L.4113-14, R.4113-111).");
        }
    }

    private static LiftGround Meant(SuspensionRow row, LiftGround asked) => asked != LiftGround.Unspecified ? asked
        : SuspensionTerms.LapsesByItself(row) ? LiftGround.DangerCeased
        : LiftGround.Fit;

    private static void CheckExpertise(Violations violations, SuspensionRow row, LiftTerms lift)
    {
        var last = SuspensionLimits.Resumption(row)?.LastDay;
        // A suspension of less than two months leaves no day to ask in time, so any day from the first is accepted: our reading.
        violations.Require(
            lift.ExpertiseAskedOn is { } asked && (asked <= last || last is null || (last < row.EffectiveOn && asked >= row.EffectiveOn)), "expertise_asked_on",
            $"Write the day, at the latest {last ?? row.EndsOn:yyyy-MM-dd}, on which the physician asked for the expertise (CSP R.4124-3, VII); else renew the "
            + "suspension.");
        var from = row.EndsOn.AddMonths(-2);
        violations.Require(
            lift.ExpertiseOn is { } on && on >= from && on <= row.EndsOn && on <= lift.On && !(on < lift.ExpertiseAskedOn), "expertise_on",
            $"Write the day of the expertise, from {from:yyyy-MM-dd} to {row.EndsOn:yyyy-MM-dd}, between the request and lifted_on (CSP R.4124-3-4); else "
            + "renew the suspension.");
    }

    private static void ForbidExpertise(Violations violations, LiftTerms lift)
    {
        violations.Require(lift.ExpertiseAskedOn is null, "expertise_asked_on", "Leave it out: no expertise precedes this lift.");
        violations.Require(lift.ExpertiseOn is null, "expertise_on", "Leave it out: no expertise precedes this lift.");
    }
}

internal sealed record LiftTerms(DateOnly On, LiftGround Ground, DateOnly? ExpertiseAskedOn, DateOnly? ExpertiseOn, DateOnly? TrainingProvenOn);
