using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimitStep = OrdreCouncils.Protos.Discipline.V1.TimeLimitStep;

namespace OrdreCouncils.Discipline.InstructionClock;

/// <summary>The time of a party to produce: the law's least time runs from the day on which the request reached it, and the president may give more (CSP
/// R.4126-12, R.4126-15, R.4126-16, wordings of 6 December 2019).</summary>
internal static class MemorandumTimes
{
    private const string Given = "CSP art. R.4126-12";
    private const string OwnCode = "La procédure civile applicable localement compte ce délai : ce jour est un repère.";
    private const string NotReceived = "Le délai court de la réception par la partie, qui n'est pas encore enregistrée : ce jour est un repère.";

    /// <param name="kind">What the party is asked for.</param>
    /// <param name="askedOn">Day on which the request was sent.</param>
    /// <param name="receivedOn">Day on which it reached the party; null until known.</param>
    /// <param name="givenUntil">Last day that the president gave; null for the least time. Required for a kind without least time.</param>
    /// <param name="urgent">The chamber is seised of an emergency suspension (CSP L.4113-14).</param>
    /// <param name="chamber">Chamber, whose seat's holidays count.</param>
    public static MemorandumTime Of(MemorandumKind kind, DateOnly askedOn, DateOnly? receivedOn, DateOnly? givenUntil, bool urgent, string chamber)
    {
        var from = receivedOn ?? askedOn;
        var steps = new List<TimeLimitStep>();
        var own = false;
        if (Least(kind, urgent, chamber) is { } rule)
        {
            var limit = TimeLimits.ComputeIfInForce(rule, from, Chambers.SeatOf(chamber));
            own = limit is null;
            var least = limit?.LastDay ?? PlainLast(rule, from);
            steps.AddRange(limit is null ? [Step(least, rule.Versions[^1].Article, OwnCode)] : TimeLimitMap.ToProto(limit).Steps);
            if (givenUntil > least)
                steps.Add(Step(givenUntil.Value, Given, $"Le président a donné un délai plus long, jusqu'au {givenUntil.Value.InFrench()}."));
            if (receivedOn is null)
                steps.Add(Step(from, rule.Versions[^1].Article, NotReceived));
            return new MemorandumTime(rule.Code, givenUntil > least ? givenUntil.Value : least, own || receivedOn is null, steps);
        }

        var day = givenUntil ?? from;
        steps.Add(Step(day, Given, $"Délai fixé par le président de la chambre, jusqu'au {day.InFrench()} ; aucun texte n'en écrit le minimum."));
        return new MemorandumTime(Code(kind), day, false, steps);
    }

    /// <summary>The rule of the least time; null where none is written.</summary>
    public static LegalRule? Least(MemorandumKind kind, bool urgent, string chamber) => kind switch
    {
        // The reduction to fifteen days does not exist in New Caledonia and French Polynesia (R.4441-27, II, 4°).
        MemorandumKind.Defence when urgent && Chambers.SeatOf(chamber) is not null => LegalRules.UrgentDefenceTime,
        MemorandumKind.Defence => LegalRules.DefenceTime,
        // "Sauf urgence": no least time is written then.
        MemorandumKind.Regularisation when !urgent => LegalRules.RegularisationTime,
        MemorandumKind.Copies => LegalRules.CopiesRegularisationTime,
        MemorandumKind.Recapitulative => LegalRules.RecapitulativeBrief,
        _ => null,
    };

    private static DateOnly PlainLast(LegalRule rule, DateOnly from) =>
        from.AddMonths(rule.Versions[^1].Period.Months).AddDays(rule.Versions[^1].Period.Days);

    private static string Code(MemorandumKind kind) => kind switch
    {
        MemorandumKind.FormalNotice => "formal-notice",
        MemorandumKind.Regularisation => "urgent-regularisation",
        MemorandumKind.Observations => "council-observations",
        _ => "memorandum-reply",
    };

    private static TimeLimitStep Step(DateOnly day, string article, string text) => new() { Date = day.ToProto(), Article = article, Text = text };
}

/// <summary>The last day of a party, and why.</summary>
internal sealed record MemorandumTime(string Rule, DateOnly LastDay, bool Indicative, IReadOnlyList<TimeLimitStep> Steps);
