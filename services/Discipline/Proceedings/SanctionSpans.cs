using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Days on which a sanction is executed (CSP L.4124-6, R.4126-30): the firm part, around the stays, and after it the suspended part of an earlier
/// sanction that the decision makes enforceable.</summary>
internal static class SanctionSpans
{
    /// <param name="terms">Sanction.</param>
    /// <param name="first">First day.</param>
    /// <param name="stays">In their order; one without end holds still.</param>
    public static IReadOnlyList<Effect> Of(SanctionTerms terms, DateOnly first, IEnumerable<(DateOnly From, DateOnly? Until)> stays)
    {
        if (!terms.Restricts)
            return [];
        var whole = new Effect(terms.Source.Id, terms.Sanction, first, terms.LastDay(first));
        var (spans, isStayed) = Around(whole, [.. stays]);
        return terms.Source.Revokes.Length == 0 || isStayed ? spans : [.. spans, Revoked(terms.Source, spans)];
    }

    /// <summary>Cuts a sanction at its stays: the days of a stay are served after it. A further part of one sanction has a key of its own.</summary>
    private static (List<Effect> Spans, bool IsStayed) Around(Effect whole, IReadOnlyList<(DateOnly From, DateOnly? Until)> stays)
    {
        var spans = new List<Effect>();
        Effect? rest = whole;
        foreach (var (from, until) in stays)
        {
            if (rest is null || rest.Until < from || until <= rest.From || until <= from)
                continue;
            if (from > rest.From)
                spans.Add(rest with { Until = from.AddDays(-1) });
            var served = Math.Max(from.DayNumber - rest.From.DayNumber, 0);
            rest = until is not { } next ? null : new Effect(
                spans.Count == 0 ? whole.Key : $"{whole.Key}/{spans.Count + 1}", whole.Sanction, next,
                rest.Until is { } last ? next.AddDays(last.DayNumber - rest.From.DayNumber - served) : null);
        }

        if (rest is not null)
            spans.Add(rest);
        return (spans, rest is null);
    }

    /// <summary>After the new sanction, "sans préjudice de l'application de la nouvelle sanction" (CSP L.4124-6): the text writes no day. Beside one without
    /// end. None while the new one is stayed.</summary>
    private static Effect Revoked(DecisionRow source, List<Effect> spans)
    {
        var first = spans[^1].Until?.AddDays(1) ?? spans[0].From;
        var last = TimeLimits.LastDayOf(first, new LegalPeriod(source.RevokedMonths, source.RevokedDays));
        return new Effect($"{source.Id}/sursis", source.RevokedSanction, first, last);
    }
}
