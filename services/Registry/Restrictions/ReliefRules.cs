using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>When a radiation may be relieved (CSP L.4124-8).</summary>
internal static class ReliefRules
{
    /// <summary>The time to wait before a request, since the radiation became final; after a refusal, since the registration of the refused request (CSP
    /// L.4124-8, wording of 23 July 2009; the wording before counted from the refusal). That "the first request" of the article is the refused one, and not the
    /// first of several, is our reading. Null when relief was granted.</summary>
    public static TimeLimit? Wait(DateOnly finalOn, IReadOnlyList<ReliefRow> before) => before switch
    {
        [] => Since(LegalRules.RadiationRelief, finalOn),
        [.., { Outcome: nameof(ReliefOutcome.Granted) }] => null,
        [.., var refused] => Since(
            LegalRules.RadiationReliefRenewal,
            refused.DecidedOn < LegalRules.RadiationReliefRenewal.Versions[^1].Wording ? refused.DecidedOn : refused.RequestedOn),
    };

    public static void Check(ReliefRow asked, RestrictionRow radiation, IReadOnlyList<ReliefRow> before)
    {
        CheckFinal(asked, radiation, "final_on");
        CheckFollows(asked, before);
    }

    /// <summary>Fails unless each request that remains can follow the requests before it.</summary>
    /// <param name="holding">Reliefs that hold, the corrected one included.</param>
    public static void CheckCorrection(ReliefRow old, ReliefRow? correction, RestrictionRow radiation, IReadOnlyList<ReliefRow> holding)
    {
        if (correction is not null)
        {
            if (correction with { Id = old.Id, RecordedAt = old.RecordedAt } == old)
                throw Fault.Invalid("terms", "Write other terms than those recorded.");
            CheckFinal(correction, radiation, "terms.final_on");
        }

        var remaining = holding.Where(relief => relief.Id != old.Id)
            .Concat(correction is null ? [] : new[] { correction }).OrderBy(relief => relief.DecidedOn).ToList();
        for (var i = 0; i < remaining.Count; i++)
            CheckFollows(remaining[i], remaining[..i]);
    }

    /// <summary>FAILED_PRECONDITION when the correction would make an entry in the register, which the relief allowed, fall on a day struck off.</summary>
    public static void CheckEntries(RegisterEntry before, RegisterEntry after)
    {
        foreach (var day in after.Facts.Where(fact => fact.Kind == FactKind.Entered).Select(fact => fact.EffectiveOn.Day()))
        {
            if (RegistrationRules.At(after, day).Status == RegistrationStatus.StruckOff
                && RegistrationRules.At(before, day).Status != RegistrationStatus.StruckOff)
            {
                throw Fault.Precondition(
                    RegistryReasons.FactDoesNotFit,
                    $"The physician entered the register on {day:yyyy-MM-dd}, which this relief allowed: correct the entry first.");
            }
        }
    }

    private static void CheckFinal(ReliefRow asked, RestrictionRow radiation, string field)
    {
        if (asked.FinalOn > radiation.EffectiveOn)
            throw Fault.Invalid(field, $"Write a day that is not after {radiation.EffectiveOn:yyyy-MM-dd}: a radiation runs once it is final.");
    }

    private static void CheckFollows(ReliefRow asked, IReadOnlyList<ReliefRow> before)
    {
        var wait = Wait(asked.FinalOn, before) ?? throw Fault.Precondition(Reasons.WrongState, "The physician is relieved of this radiation.");
        if (asked.RequestedOn < wait.DayAfter)
        {
            throw Fault.Precondition(
                RegistryReasons.ReliefTooEarly,
                $"The request of {asked.RequestedOn:yyyy-MM-dd} is too early: it is possible from {wait.DayAfter:yyyy-MM-dd} on ({wait.Version.Article}).");
        }

        if (before is [.., var last] && asked.RequestedOn <= last.DecidedOn)
        {
            throw Fault.Precondition(
                RegistryReasons.ReliefTooEarly,
                $"The request of {asked.RequestedOn:yyyy-MM-dd} came before the refusal of {last.DecidedOn:yyyy-MM-dd} was final.");
        }
    }

    /// <summary>A wait that began before the article was in force counts from the first day of the article. No calendar is asked for: a time to wait ends on
    /// its own day, wherever the chamber sits.</summary>
    private static TimeLimit Since(LegalRule rule, DateOnly day) => TimeLimits.Compute(rule, day < rule.Versions[0].From ? rule.Versions[0].From : day);
}
