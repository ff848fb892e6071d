using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline.Model;

/// <summary>The register's truth, day by day, from the articles. It starts from the sanctions that were pronounced and asks of each day whether it is served;
/// the product walks from decision to decision and computes spans.</summary>
internal static class Oracle
{
    public const int Days = 300;

    /// <summary>The decision whose sanction lives and those that uphold it, in their order; empty when none lives.</summary>
    public static IReadOnlyList<DecisionRow> Line(CaseFacts facts)
    {
        var living = facts.Decisions.Where(decision => decision.Outcome != DecisionOutcome.Upholds).Select(decision => Upheld(facts, decision))
            .Where(line => !line.Any(decision => IsStruck(facts, decision))).ToList();
        return living.Count == 0 ? [] : Assert.Single(living);
    }

    /// <summary>The sanctions in the register on each day from the first decision on.</summary>
    public static Sanction[] Shown(CaseFacts facts)
    {
        var shown = new Sanction[Days];
        var line = Line(facts);
        if (line.Count == 0 || FirstDay(facts, line) is not { } first || IsOutweighed(facts, line[0], first))
            return shown;
        var sanction = line[0];
        var left = sanction.Sanction switch
        {
            Sanction.Radiation => int.MaxValue,
            Sanction.BanFromPractice => FixedUntil(facts, line) is { } until ? until.DayNumber - first.DayNumber + 1 : FirmDays(sanction, first),
            _ => 0,
        };
        for (var day = first; left > 0 && day.DayNumber - CaseFacts.Start.DayNumber < Days; day = day.AddDays(1))
        {
            if (IsStayed(facts, line, day))
                continue;
            shown[day.DayNumber - CaseFacts.Start.DayNumber] = sanction.Sanction;
            left--;
        }

        return shown;
    }

    /// <summary>First instance: the day after the last time to appeal (R.4126-40). National: the day on which the practitioner is told (R.4126-47).</summary>
    public static DateOnly? FinalOn(CaseFacts facts)
    {
        var line = Line(facts);
        return line.Count == 0 || IsWaiting(facts, line[^1]) ? null : FinalOn(facts, line[^1]);
    }

    private static DateOnly? FinalOn(CaseFacts facts, DecisionRow decision)
    {
        if (!decision.IsFirstInstance)
            return Told(facts, decision);
        var ends = facts.Proceeding.Notifications.Where(row => row.DecisionId == decision.Id).Select(row => row.LastDay!.Value).ToList();
        // The practitioner, the council, and four authorities.
        if (decision.LastDayOfAppeal is null && ends.Count < 6)
            return null;
        var last = ends.Append(decision.LastDayOfAppeal ?? default)
            .Concat(facts.Proceeding.Rectifications.Where(row => row.DecisionId == decision.Id).Select(row => row.LastDay!.Value)).Max();
        return facts.Today > last ? last.AddDays(1) : null;
    }

    private static DateOnly? FirstDay(CaseFacts facts, IReadOnlyList<DecisionRow> line)
    {
        var final = IsWaiting(facts, line[^1]) ? null : FinalOn(facts, line[^1]);
        if (!facts.Urgent)
            return final is { } day ? line[^1].ExecutesFrom ?? day.AddDays(1) : null;
        // Neither appeal nor opposition suspends under L.4113-14: the sanction began with its notification and goes on, whoever upholds it, and the days that
        // were fixed hold until others are.
        var begun = Told(facts, line[0]) ?? final;
        return begun is null ? null : line.LastOrDefault(decision => decision.ExecutesFrom is not null)?.ExecutesFrom ?? begun.Value.AddDays(1);
    }

    /// <summary>As the first day: of the last decision, or of an urgent case the last one that fixes days.</summary>
    private static DateOnly? FixedUntil(CaseFacts facts, IReadOnlyList<DecisionRow> line) =>
        (facts.Urgent ? line.LastOrDefault(decision => decision.ExecutesFrom is not null) : line[^1])?.ExecutesUntil;

    private static List<DecisionRow> Upheld(CaseFacts facts, DecisionRow pronounced)
    {
        var line = new List<DecisionRow> { pronounced };
        while (facts.Decisions.FirstOrDefault(row => row.Answers == line[^1].Id && row is
            { Outcome: DecisionOutcome.Upholds, Kind: DecisionKind.Appeal or DecisionKind.Opposition }) is { } next)
        {
            line.Add(next);
        }

        return line;
    }

    /// <summary>Replaced on appeal or opposition, void by revision (R.4126-54), or annulled by the Conseil d'État.</summary>
    private static bool IsStruck(CaseFacts facts, DecisionRow decision) =>
        facts.Decisions.Any(answer => answer.Answers == decision.Id && Ending(facts, answer).Outcome == DecisionOutcome.Replaces)
        || facts.Proceeding.Remedies.Any(remedy =>
            remedy.DecisionId == decision.Id && remedy.Outcome is CassationOutcome.Remanded or CassationOutcome.Annulled);

    /// <summary>The answer, or what was judged in its place after the Conseil d'État sent it back.</summary>
    private static DecisionRow Ending(CaseFacts facts, DecisionRow answer)
    {
        while (facts.Decisions.SingleOrDefault(row => row.Answers == answer.Id && row.Kind == DecisionKind.Remand) is { } again)
            answer = again;
        return answer;
    }

    /// <summary>An appeal or an opposition has no answer.</summary>
    private static bool IsWaiting(CaseFacts facts, DecisionRow last) => facts.Proceeding.Remedies.Any(remedy =>
        remedy.DecisionId == last.Id && remedy.Kind is RemedyKind.Appeal or RemedyKind.Opposition);

    private static bool IsStayed(CaseFacts facts, IReadOnlyList<DecisionRow> line, DateOnly day) => facts.Proceeding.Stays.Any(stay =>
    {
        var remedy = facts.Proceeding.Remedies.Single(row => row.Id == stay.RemedyId);
        return line.Any(decision => decision.Id == remedy.DecisionId) && stay.FromDay <= day && !((stay.EndedOn ?? remedy.OutcomeOn) <= day);
    });

    /// <summary>CSS L.145-2.</summary>
    private static bool IsOutweighed(CaseFacts facts, DecisionRow sanction, DateOnly first) =>
        sanction.Sanction == Sanction.BanFromPractice && facts.Proceeding.Insurance is { Kind: InsuranceSanctionKind.Ban } insurance
        && first.AddMonths(insurance.FirmMonths).DayNumber - first.DayNumber > FirmDays(sanction, first);

    private static int FirmDays(DecisionRow sanction, DateOnly first) =>
        first.AddMonths(sanction.DurationMonths - sanction.SuspendedMonths).DayNumber - first.DayNumber + sanction.DurationDays - sanction.SuspendedDays;

    private static DateOnly? Told(CaseFacts facts, DecisionRow decision) => decision.NotifiedOn
        ?? facts.Proceeding.Notifications.FirstOrDefault(row => row.DecisionId == decision.Id && row.Addressee == Addressee.Practitioner)?.OutcomeOn;
}
