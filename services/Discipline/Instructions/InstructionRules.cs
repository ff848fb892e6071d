using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.InstructionClock;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Memoranda and closure (CSP R.4126-12, R.4126-15 and R.4126-16, wordings of 6 December 2019; CJA R.613-1 to R.613-4).</summary>
internal static class InstructionRules
{
    public static MemorandumTime TimeOf(RequestRow request, RegistrationRow registration) =>
        MemorandumTimes.Of(request.Kind, request.AskedOn, request.ReceivedOn, request.GivenUntil, registration.Urgent, registration.Chamber);

    public static void CheckRequest(Instance instance, RequestRow request)
    {
        InstanceRules.CheckSince(request.AskedOn, instance.Registration, "asked_on");
        InstanceRules.CheckParty(
            request.Kind == MemorandumKind.Observations ? CaseParties.Heard(instance.File) : CaseParties.Of(instance.File), request.Party);
        if (request.GivenUntil is { } given)
        {
            var least = TimeOf(request with { GivenUntil = null }, instance.Registration);
            if (MemorandumTimes.Least(request.Kind, instance.Registration.Urgent, instance.Chamber) is { } rule && given < least.LastDay)
            {
                throw Fault.Invalid(
                    "last_day",
                    $"Write {least.LastDay:yyyy-MM-dd} or later, or nothing: the party has {rule.Versions[^1].Period} at least ({rule.Versions[^1].Article}).");
            }
        }
        else if (MemorandumTimes.Least(request.Kind, instance.Registration.Urgent, instance.Chamber) is null)
        {
            throw Fault.Invalid("last_day", "Write the day that the president gave: no least time is written for this request (CSP R.4126-12).");
        }
    }

    /// <summary>The order that closes the instruction and was not reopened; null without one.</summary>
    public static ClosureRow? InForce(IReadOnlyList<ClosureRow> closures) => closures.LastOrDefault(closure => closure.ReopenedOn is null);

    /// <summary>Whether a document produced on a day comes after the closure: by the order in force, else three whole days before the hearing. An instruction
    /// reopened after that closure stays open.</summary>
    public static bool IsClosed(IReadOnlyList<ClosureRow> closures, DateOnly? hearingOn, string chamber, DateOnly producedOn)
    {
        if (InForce(closures) is { } order)
            return producedOn >= order.ClosesOn;
        if (hearingOn is not { } hearing)
            return false;
        var last = HearingTimes.LastDayOpen(chamber, hearing);
        return producedOn > last && !closures.Any(closure => closure.ReopenedOn > last);
    }

    public static void CheckClosure(
        Instance instance, ClosureRow closure, IReadOnlyList<ClosureRow> earlier, RequestRow? notice, IReadOnlyList<MemorandumRow> memoranda)
    {
        InstanceRules.CheckSince(closure.OrderedOn, instance.Registration, "ordered_on");
        if (InForce(earlier) is not null)
            throw CaseRules.Wrong(instance.File, "an order closes the instruction already (CJA R.613-1): record its reopening first");
        if (notice is not null)
        {
            CheckUnanswered(instance, closure.OrderedOn, notice, memoranda);
            return;
        }

        if (closure.SentOn > HearingTimes.LettersBy(instance.Chamber, closure.ClosesOn))
        {
            throw Fault.Invalid(
                "closes_on",
                $"Write {closure.SentOn.AddDays(15):yyyy-MM-dd} or later: the letters are sent fifteen days before the closure (CJA R.613-1, al. 2).");
        }
    }

    public static RequestRow Request(IReadOnlyList<RequestRow> requests, int number, string field) =>
        requests.SingleOrDefault(request => request.Number == number) ?? throw Fault.Invalid(field, "Send the number of a request of this case.");

    public static bool IsAnswered(RequestRow request, IReadOnlyList<MemorandumRow> memoranda) =>
        memoranda.Any(memorandum => memorandum.Request == request.Number);

    private static void CheckUnanswered(Instance instance, DateOnly orderedOn, RequestRow notice, IReadOnlyList<MemorandumRow> memoranda)
    {
        var violations = new Violations();
        var waited = TimeLimits.Compute(LegalRules.ClosureAfterFormalNotice, TimeOf(notice, instance.Registration).LastDay).LastDay;
        violations.Require(notice.Kind == MemorandumKind.FormalNotice, "formal_notice", "Send the number of a formal notice.");
        violations.Require(notice.ReceivedOn is not null, "formal_notice", "Record the day on which the formal notice reached the party first.");
        violations.Require(!IsAnswered(notice, memoranda), "formal_notice", "Leave it 0: the party answered the formal notice (CJA R.613-1, al. 3).");
        violations.Require(
            orderedOn > waited, "ordered_on",
            $"Write a day after {waited:yyyy-MM-dd}: the party has let its time pass for more than a month then (CJA R.613-1, al. 3).");
        violations.ThrowIfAny();
    }
}
