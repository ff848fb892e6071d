using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimitStep = OrdreCouncils.Protos.Discipline.V1.TimeLimitStep;

namespace OrdreCouncils.Discipline.InstructionClock;

/// <summary>The next deadline of a case before a chamber, from the facts of its instruction.</summary>
internal static class InstructionDeadlines
{
    /// <summary>The earliest of the instruction's own deadlines and the time to decide; the former when both end on one day.</summary>
    /// <param name="facts">Of the level that instructs.</param>
    /// <param name="parties">Parties to the case; an author who withdrew is not summoned.</param>
    /// <param name="actor">The chamber.</param>
    /// <param name="decision">The time to decide.</param>
    public static NextDeadline Next(InstructionFacts facts, IReadOnlyList<CaseParty> parties, DeadlineActor actor, NextDeadline decision) =>
        Own(facts, parties, actor).Append(decision).MinBy(deadline => (deadline.LastDay.Year, deadline.LastDay.Month, deadline.LastDay.Day))!;

    private static IEnumerable<NextDeadline> Own(InstructionFacts facts, IReadOnlyList<CaseParty> parties, DeadlineActor actor)
    {
        if (facts.HearingOn is { } hearing)
        {
            // Once a hearing is set, it replaces the times of the instruction: what is missing then is a matter of the hearing.
            yield return parties.Where(party => party != CaseParty.Author || !facts.AuthorLeft).Except(facts.Summoned).Any()
                ? Summonses(facts, hearing, actor)
                : Hearing(hearing, actor);
            yield break;
        }

        if (facts.Heard)
            yield break;
        if (facts.ClosesOn is { } closes)
        {
            yield return Of(
                "instruction-closed-by-order", closes, DeadlineActor.Parties, indicative: false, "CSP art. R.4126-16, CJA art. R.613-1",
                $"Une ordonnance du président fixe la clôture de l'instruction au {closes.InFrench()}.");
            yield break;
        }

        foreach (var request in facts.Requests)
        {
            var time = MemorandumTimes.Of(request.Kind, request.AskedOn, request.ReceivedOn, request.GivenUntil, facts.Urgent, facts.Chamber);
            yield return new NextDeadline
            {
                Rule = time.Rule, LastDay = time.LastDay.ToProto(), Actor = DeadlineActor.Parties, Indicative = time.Indicative, Steps = { time.Steps },
            };
        }
    }

    /// <summary>For parties who live where the chamber sits: until a summons says where the others live, their distance is not known.</summary>
    private static NextDeadline Summonses(InstructionFacts facts, DateOnly hearing, DeadlineActor actor)
    {
        var rule = facts.Urgent ? BackwardRules.UrgentHearingSummons : BackwardRules.HearingSummons;
        if (HearingTimes.Summons(facts.Chamber, hearing, facts.Urgent, HearingTimes.Home(facts.Chamber)) is { } limit)
        {
            return new NextDeadline
            {
                Rule = rule.Code,
                LastDay = limit.LastDay.ToProto(),
                Actor = actor,
                Steps = { limit.Steps.Select(step => new TimeLimitStep { Date = step.Date.ToProto(), Article = step.Article, Text = step.Text }) },
            };
        }

        return Of(
            BackwardRules.HearingSummons.Code, HearingTimes.LatestReachBy(facts.Chamber, hearing), actor, indicative: true, rule.Versions[^1].Article,
            "La procédure civile applicable localement compte le délai de distance (CSP art. R.4441-27, II, 8°) : ce jour est un repère.");
    }

    private static NextDeadline Hearing(DateOnly hearing, DeadlineActor actor) => Of(
        "hearing", hearing, actor, indicative: false, "CSP art. R.4126-25", $"Le président a porté l'affaire au rôle de l'audience du {hearing.InFrench()}.");

    private static NextDeadline Of(string rule, DateOnly day, DeadlineActor actor, bool indicative, string article, string text) => new()
    {
        Rule = rule,
        LastDay = day.ToProto(),
        Actor = actor,
        Indicative = indicative,
        Steps = { new TimeLimitStep { Date = day.ToProto(), Article = article, Text = text } },
    };
}
