using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Brings the outcome of a case, and what the register was told, in line with the facts, in the change that wrote them. The caller holds the lock of
/// the case.</summary>
internal static class Settlement
{
    public static async Task<(Proceeding Proceeding, Outcome Outcome)> SettleAsync(Change change, string caseId)
    {
        var proceeding = (await ProceedingStore.LoadAsync(change.Sql, caseId))!;
        var outcome = OutcomeRules.Of(proceeding, LegalDay.Of(change.At, Territory.Metropolitan));
        await OutcomeStore.SetAsync(
            change.Sql, caseId, outcome, proceeding.Decisions.Any(decision => Clocks.PractitionerTold(proceeding, decision) is not null));
        await EnforceAsync(change, proceeding, outcome);
        await TellRegisterAsync(change, proceeding, outcome.Effects);
        // Read again: the enforcement may have changed.
        return ((await ProceedingStore.LoadAsync(change.Sql, caseId))!, outcome);
    }

    private static async Task EnforceAsync(Change change, Proceeding proceeding, Outcome outcome)
    {
        if (outcome.FinalOn is not { } finalOn)
        {
            await OutcomeStore.ClearEnforcementAsync(change.Sql, proceeding.CaseId);
            return;
        }

        var enforceableOn = OutcomeRules.FirstDay(proceeding, outcome.Terms, finalOn)!.Value;
        if (await OutcomeStore.SetEnforcementAsync(change.Sql, proceeding.CaseId, outcome.Decision.Id, enforceableOn, change.At))
        {
            change.Audit(
                "discipline.decision.enforced", $"decisions/{outcome.Decision.Id}", null,
                new { finalOn, enforceableOn, registerTold = outcome.Effects.Count > 0 });
        }
    }

    private static async Task TellRegisterAsync(Change change, Proceeding proceeding, IReadOnlyList<Effect> effects)
    {
        var told = await OutcomeStore.EffectsAsync(change.Sql, proceeding.CaseId);
        var (withdrawn, changed) = EffectDifference.Of(told, effects);
        foreach (var row in withdrawn)
        {
            await OutcomeStore.WithdrawEffectAsync(change.Sql, row.Key);
            Publish(change, proceeding, new CorrectSanctionRequest { DecisionId = row.Key, Correction = SanctionCorrection.Withdrawn });
            change.Audit("discipline.sanction.withdrawn", $"cases/{proceeding.CaseId}", new { row.Key, row.FromDay, row.Until }, null);
        }

        foreach (var (effect, before) in changed)
        {
            await OutcomeStore.SetEffectAsync(change.Sql, proceeding.CaseId, effect);
            if (before is { Withdrawn: false })
                Publish(change, proceeding, Corrected(effect));
            else
                Publish(change, proceeding, Recorded(effect));
            change.Audit(
                "discipline.sanction.told", $"cases/{proceeding.CaseId}", before is null ? null : new { before.FromDay, before.Until, before.Withdrawn },
                new { effect.Key, effect.Sanction, effect.From, effect.Until });
        }
    }

    private static RecordSanctionRequest Recorded(Effect effect) => new()
    {
        DecisionId = effect.Key,
        Sanction = effect.Sanction switch
        {
            Sanction.BanFromFunctions => RestrictingSanction.BanFromFunctions,
            Sanction.BanFromPractice => RestrictingSanction.BanFromPractice,
            _ => RestrictingSanction.Radiation,
        },
        EffectiveOn = effect.From.ToProto(),
        EndsOn = effect.Until?.ToProto(),
        Stayed = IsStayed(effect),
    };

    private static CorrectSanctionRequest Corrected(Effect effect) => new()
    {
        DecisionId = effect.Key,
        Correction = SanctionCorrection.OtherDays,
        EffectiveOn = effect.From.ToProto(),
        EndsOn = effect.Until?.ToProto(),
        Stayed = IsStayed(effect),
    };

    /// <summary>Only a stay ends a radiation here: the register keeps reliefs itself.</summary>
    private static bool IsStayed(Effect effect) => effect is { Sanction: Sanction.Radiation, Until: not null };

    // One key per physician: the register receives what it is told in this order.
    private static void Publish(Change change, Proceeding proceeding, RecordSanctionRequest message)
    {
        message.Rpps = proceeding.Rpps;
        change.Publish(message, key: proceeding.Rpps);
    }

    private static void Publish(Change change, Proceeding proceeding, CorrectSanctionRequest message)
    {
        message.Rpps = proceeding.Rpps;
        change.Publish(message, key: proceeding.Rpps);
    }
}
