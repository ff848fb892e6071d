using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Orders of the president of a first-instance chamber (CSP R.4126-5, wording of 3 March 2023).</summary>
internal static class OrderRules
{
    /// <summary>FAILED_PRECONDITION unless the order is possible. True when it ends the case.</summary>
    public static bool Ends(CaseRow file, OrderGround ground, DateOnly decidedOn, IReadOnlyList<WithdrawalRow> withdrawals)
    {
        // A series is ruled on: the decision says the outcome.
        if (ground != OrderGround.Withdrawal)
            return ground != OrderGround.Series;
        var withdrew = withdrawals.Where(row => row.WithdrawnOn <= decidedOn).Select(row => row.Party).ToList();
        if (withdrew.Count == 0)
            throw CaseRules.Wrong(file, "no complainant had withdrawn by then (CSP R.4126-5, 1°): record the withdrawal first");
        return CaseParties.Complainants(file).All(withdrew.Contains);
    }

    /// <summary>The demand to regularise has reached the author, its time has passed, and nobody answered it (CSP R.4126-5, 4°; R.4126-15).</summary>
    public static void CheckNotRegularised(Instance instance, RequestRow demand, DateOnly decidedOn, IReadOnlyList<MemorandumRow> memoranda)
    {
        if (demand.Kind is not (MemorandumKind.Regularisation or MemorandumKind.Copies))
            throw Fault.Invalid("regularisation", "Send the number of a demand to regularise.");
        if (demand.ReceivedOn is null)
        {
            throw CaseRules.Wrong(
                instance.File, "the day on which the demand to regularise reached the party is not recorded (CSP R.4126-15): record it first");
        }

        var last = InstructionRules.TimeOf(demand, instance.Registration).LastDay;
        if (decidedOn <= last)
            throw CaseRules.Wrong(instance.File, $"the party may regularise until {last:yyyy-MM-dd} (CSP R.4126-15): record an order of a later day");
        if (InstructionRules.IsAnswered(demand, memoranda))
            throw CaseRules.Wrong(instance.File, "the demand to regularise was answered (CSP R.4126-15): the chamber judges the complaint");
    }
}
