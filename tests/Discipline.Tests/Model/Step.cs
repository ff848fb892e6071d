using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline.Model;

/// <summary>A state of a case after an act, and the register as the differences so far have made it.</summary>
internal sealed class Step
{
    private readonly Step? before;
    private readonly ModelRegister register;

    public Step(CaseFacts facts, Step? before)
    {
        (Facts, Outcome) = (facts, OutcomeRules.Of(facts.Proceeding, facts.Today));
        register = (before?.register ?? ModelRegister.Empty).Told("D", Outcome.Effects);
        // The step before is needed once: keeping it would keep every path.
        this.before = before is null ? null : new Step(before);
    }

    private Step(Step other) => (Facts, Outcome, register) = (other.Facts, other.Outcome, other.register);

    public CaseFacts Facts { get; }

    public Outcome Outcome { get; }

    public IEnumerable<string> Faults()
    {
        var (shown, expected) = (Shown(), Oracle.Shown(Facts));
        if (!shown.AsSpan().SequenceEqual(expected))
            yield return $"shown {Text(shown)}, expected {Text(expected)}";
        if (Oracle.Line(Facts).Count > 0 && Outcome.FinalOn != Oracle.FinalOn(Facts))
            yield return $"final on {Outcome.FinalOn}, expected {Oracle.FinalOn(Facts)}";
        if (Outcome.FinalOn is not null != (Outcome.State == CaseStatus.Enforceable))
            yield return "enforced, and not final, or the reverse";
        if (!Facts.Urgent && Outcome.FinalOn is null && Outcome.Effects.Count > 0)
            yield return "an effect before the decision is final";
        if (Outcome.Effects.Zip(Outcome.Effects.Skip(1)).Any(pair => pair.First.Until?.AddDays(1) >= pair.Second.From))
            yield return "one span written as two";
        var terms = Outcome.Terms;
        // A month has 31 days at most.
        if (!terms.IsWithoutEnd && shown.Count(sanction => sanction != Sanction.Unspecified) > (terms.FirmPart.Months * 31) + terms.FirmPart.Days)
            yield return "served longer than the firm part";
        if (!register.Shown.ToHashSet().SetEquals(Outcome.Effects))
            yield return "the register was told otherwise";
        if (before is not null && ReferenceEquals(before.Facts.Proceeding, Facts.Proceeding) && !(before.Outcome.TurnsOn <= Facts.Today)
            && !before.Outcome.Effects.SequenceEqual(Outcome.Effects))
            yield return "time alone changed the effects before the day told for it";
    }

    /// <summary>Each act is accepted by the rules and the oracle, or refused by both with its state, rule and what to do.</summary>
    public IEnumerable<string> ActFaults()
    {
        foreach (var asked in ActOracle.Acts(Facts))
        {
            var refusal = asked.Remedy is null
                ? ActRules.Refusal(Facts.Proceeding, Outcome, asked.Act, asked.Decision, asked.Appellant)
                : ActRules.Refusal(
                    Facts.Proceeding, Outcome, asked.Act, asked.Remedy,
                    Facts.Proceeding.Stays.FirstOrDefault(stay => stay.RemedyId == asked.Remedy.Id)?.FromDay);
            if (refusal is null != ActOracle.May(Facts, asked))
                yield return $"{asked}: {refusal ?? "accepted"}";
            var state = DecisionStates.Words(DecisionStates.Of(Facts.Proceeding, Outcome, asked.Decision));
            if (refusal is not null && !(refusal.StartsWith($"The decision {state}: ", StringComparison.Ordinal)
                && refusal.Contains("(C", StringComparison.Ordinal) && refusal.Contains(". To go on, ", StringComparison.Ordinal)))
            {
                yield return $"{asked}: the refusal names no state, rule or way on: {refusal}";
            }
        }
    }

    private Sanction[] Shown()
    {
        var shown = new Sanction[Oracle.Days];
        foreach (var effect in Outcome.Effects)
        {
            var (start, end) = (CaseFacts.Start.DayNumber, effect.Until?.DayNumber ?? int.MaxValue);
            for (var day = effect.From.DayNumber - start; day < Oracle.Days && day <= end - start; day++)
                shown[day] = shown[day] == Sanction.Unspecified ? effect.Sanction : throw new InvalidOperationException($"Shown twice: {Facts}");
        }

        return shown;
    }

    private static string Text(Sanction[] days)
    {
        var spans = new List<string>();
        for (var i = 0; i < days.Length; i++)
        {
            if (days[i] == Sanction.Unspecified)
                continue;
            var start = i;
            while (i + 1 < days.Length && days[i + 1] == days[start])
                i++;
            spans.Add($"{days[start]} {CaseFacts.Start.AddDays(start):MM-dd}..{CaseFacts.Start.AddDays(i):MM-dd}");
        }

        return spans.Count == 0 ? "nothing" : string.Join(", ", spans);
    }
}
