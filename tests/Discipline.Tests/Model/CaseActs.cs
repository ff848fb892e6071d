using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline.Model;

/// <summary>Acts that are possible in a case, as those who do them may: nothing is judged again that another decision has made void.</summary>
internal static class CaseActs
{
    private static readonly Addressee[] Others =
        [Addressee.Council, Addressee.Prosecutor, Addressee.HealthAgency, Addressee.NationalCouncil, Addressee.Minister];

    private static readonly (CassationOutcome Outcome, CaseAct Act)[] Outcomes =
    [
        (CassationOutcome.Rejected, CaseAct.RejectCassation), (CassationOutcome.Remanded, CaseAct.RemandInCassation),
        (CassationOutcome.Annulled, CaseAct.AnnulInCassation),
    ];

    public static IEnumerable<CaseFacts> First()
    {
        var soon = CaseFacts.Start.AddDays(20);
        yield return CaseFacts.Decided("warning", Sanction.Warning);
        yield return CaseFacts.Decided("suspended", Sanction.BanFromPractice, 1, 1);
        yield return CaseFacts.Decided("ban-days", Sanction.BanFromPractice, 1, suspendedDays: 11);
        foreach (var urgent in new[] { false, true })
        {
            var how = urgent ? "-urgent" : "";
            yield return CaseFacts.Decided("ban" + how, Sanction.BanFromPractice, 1, urgent: urgent);
            yield return CaseFacts.Decided("ban-fixed" + how, Sanction.BanFromPractice, 1, fixedOn: soon, urgent: urgent);
            yield return CaseFacts.Decided("radiation" + how, Sanction.Radiation, urgent: urgent);
        }

        yield return CaseFacts.Decided("radiation-fixed", Sanction.Radiation, fixedOn: soon);
        // So that an ordinary run reaches oppositions, stays and remands.
        var appealed = CaseFacts.Decided("ban", Sanction.BanFromPractice, 1);
        appealed = appealed.With(Remedy(appealed.Decisions[0], RemedyKind.Appeal, Appellant.Practitioner, appealed.Today));
        var national = Answer(appealed.Decisions[0], DecisionKind.Appeal, Sanction.BanFromPractice, 2) with { ByDefault = true };
        yield return appealed.With("bans-default", national).Told(national, Addressee.Practitioner);
        // So that it reaches what the Conseil d'État decides on a revision.
        var final = CaseFacts.Decided("ban", Sanction.BanFromPractice, 1);
        final = final.With("told-all", final.Proceeding with { Decisions = [ToldAll(final.Decisions[0], final.Today)] }).At(final.Today.AddDays(31));
        yield return final.With(Remedy(final.Decisions[0], RemedyKind.Revision, Appellant.Practitioner, final.Today));
    }

    public static IEnumerable<CaseFacts> Next(CaseFacts facts, Outcome outcome) =>
        [.. Notifications(facts), .. Appeals(facts), .. facts.Decisions.SelectMany(decision => AgainstNational(facts, decision)),
         .. Revisions(facts, outcome), .. Cassation(facts), .. Around(facts, outcome), Later(facts, outcome)];

    /// <summary>To the next day on which something begins or ends, or ten days on.</summary>
    private static CaseFacts Later(CaseFacts facts, Outcome outcome)
    {
        var days = outcome.Effects.SelectMany(effect => new[] { effect.From, effect.From.AddDays(9), effect.Until?.AddDays(1) })
            .Append(outcome.Last?.LastDay).Append(outcome.TurnsOn).Append(facts.Today.AddDays(10));
        return facts.At(days.OfType<DateOnly>().Where(day => day > facts.Today).Min());
    }

    private static IEnumerable<CaseFacts> Notifications(CaseFacts facts)
    {
        var first = facts.Decisions[0];
        foreach (var decision in facts.Decisions.Where(decision => !IsTold(facts, decision, Addressee.Practitioner)))
            yield return facts.Told(decision, Addressee.Practitioner);
        if (first.NotifiedOn is not null)
            yield break;
        if (IsTold(facts, first, Addressee.Practitioner) && !IsTold(facts, first, Addressee.Council))
            yield return facts.Told(first, Others);
        if (!facts.Proceeding.Notifications.Any(row => row.DecisionId == first.Id))
        {
            yield return facts.With("told-all", facts.Proceeding with { Decisions = [ToldAll(first, facts.Today), .. facts.Decisions.Skip(1)] });
        }
    }

    private static DecisionRow ToldAll(DecisionRow first, DateOnly on) => first with { NotifiedOn = on, LastDayOfAppeal = on.AddDays(30) };

    private static IEnumerable<CaseFacts> Appeals(CaseFacts facts)
    {
        var first = facts.Decisions[0];
        foreach (var appellant in new[] { Appellant.Practitioner, Appellant.Council }.Where(one => May(facts, CaseAct.Appeal, first, one)))
        {
            // Lodged in time, and typed late when the time is over.
            var last = first.LastDayOfAppeal ?? facts.Proceeding.Notifications.Where(row => row.DecisionId == first.Id).Min(row => row.LastDay);
            yield return facts.With(Remedy(first, RemedyKind.Appeal, appellant, last < facts.Today ? last.Value : facts.Today));
        }

        if (!May(facts, CaseAct.AnswerAppeal, first))
            yield break;
        yield return facts.With("upholds", Answer(first, DecisionKind.Appeal));
        yield return facts.With("upholds-fixed", Answer(first, DecisionKind.Appeal) with { ExecutesFrom = facts.Today.AddDays(20) });
        if (first is { Sanction: Sanction.BanFromPractice, SuspendedMonths: 0 })
        {
            // Days that were served before the appeal was known.
            var from = facts.Today.AddDays(20);
            yield return facts.With("upholds-rest", Answer(first, DecisionKind.Appeal) with { ExecutesFrom = from, ExecutesUntil = from.AddDays(8) });
        }

        yield return facts.With("upholds-default", Answer(first, DecisionKind.Appeal) with { ByDefault = true });
        yield return facts.With("warns", Answer(first, DecisionKind.Appeal, Sanction.Warning));
        yield return facts.With("bans-default", Answer(first, DecisionKind.Appeal, Sanction.BanFromPractice, 2) with { ByDefault = true });
    }

    private static IEnumerable<CaseFacts> AgainstNational(CaseFacts facts, DecisionRow decision)
    {
        if (May(facts, CaseAct.GoToCassation, decision))
        {
            var remedy = Remedy(decision, RemedyKind.Cassation, Appellant.Practitioner, facts.Today);
            var pending = facts.With(remedy);
            yield return pending;
            if (ActOracle.May(pending, new Asked(CaseAct.Stay, decision, Appellant.Practitioner, remedy)))
                yield return pending.With("stay-" + remedy.Id, pending.Proceeding with { Stays = [.. facts.Proceeding.Stays, Stay(remedy, facts.Today)] });
        }

        if (May(facts, CaseAct.Oppose, decision))
        {
            // Lodged in time, and typed late when the time is over.
            var last = Told(facts, decision)?.AddDays(5);
            yield return facts.With(Remedy(decision, RemedyKind.Opposition, Appellant.Practitioner, last < facts.Today ? last.Value : facts.Today));
        }

        if (May(facts, CaseAct.AnswerOpposition, decision))
        {
            yield return facts.With("upholds", Answer(decision, DecisionKind.Opposition));
            yield return facts.With("acquits", Answer(decision, DecisionKind.Opposition, Sanction.Acquittal));
            yield return facts.With("radiates", Answer(decision, DecisionKind.Opposition, Sanction.Radiation));
        }
    }

    private static IEnumerable<CaseFacts> Cassation(CaseFacts facts)
    {
        foreach (var remedy in facts.Proceeding.Remedies.Where(row => row.Kind == RemedyKind.Cassation))
        {
            var decision = facts.Decisions.Single(row => row.Id == remedy.DecisionId);
            if (May(facts, CaseAct.AnswerRemand, decision))
            {
                yield return facts.With("bans", Answer(decision, DecisionKind.Remand, Sanction.BanFromPractice, 1));
                yield return facts.With("acquits", Answer(decision, DecisionKind.Remand, Sanction.Acquittal));
                if (decision.Kind == DecisionKind.Revision)
                    yield return facts.With("rejects", Answer(decision, DecisionKind.Remand));
            }

            if (remedy.Outcome != CassationOutcome.Unspecified)
                continue;
            var stay = facts.Proceeding.Stays.SingleOrDefault(row => row.RemedyId == remedy.Id);
            if (stay is null && ActOracle.May(facts, new Asked(CaseAct.Stay, decision, Appellant.Practitioner, remedy)))
                yield return facts.With("stay-" + remedy.Id, facts.Proceeding with { Stays = [.. facts.Proceeding.Stays, Stay(remedy, facts.Today)] });
            else if (stay is { EndedOn: null })
            {
                yield return facts.With("end-of-stay-" + remedy.Id, facts.Proceeding with
                {
                    Stays = [.. facts.Proceeding.Stays.Except([stay]), stay with { EndedOn = facts.Today }],
                });
            }

            foreach (var (outcome, act) in Outcomes)
            {
                if (ActOracle.May(facts, new Asked(act, decision, Appellant.Practitioner, remedy)))
                {
                    yield return facts.With($"{remedy.Id}-{outcome}", facts.Proceeding with
                    {
                        Remedies = [.. facts.Proceeding.Remedies.Except([remedy]), remedy with { Outcome = outcome, OutcomeOn = facts.Today }],
                    });
                }
            }
        }
    }

    private static IEnumerable<CaseFacts> Revisions(CaseFacts facts, Outcome outcome)
    {
        if (May(facts, CaseAct.AskRevision, outcome.Decision))
            yield return facts.With(Remedy(outcome.Decision, RemedyKind.Revision, Appellant.Practitioner, facts.Today));
        var standing = Oracle.Line(facts) is [.., var last] ? last : null;
        if (standing is null || !May(facts, CaseAct.AnswerRevision, standing))
            yield break;

        yield return facts.With("rejects", Answer(standing, DecisionKind.Revision));
        yield return facts.With("warns", Answer(standing, DecisionKind.Revision, Sanction.Warning));
        yield return facts.With("bans", Answer(standing, DecisionKind.Revision, Sanction.BanFromPractice, 1));
    }

    private static IEnumerable<CaseFacts> Around(CaseFacts facts, Outcome outcome)
    {
        if (outcome.State is CaseStatus.Decided or CaseStatus.Enforceable && facts.Proceeding.Rectifications.Count == 0
            && Told(facts, outcome.Decision) is not null)
        {
            var row = new RectificationRow { DecisionId = outcome.Decision.Id, NotifiedOn = facts.Today, LastDay = facts.Today.AddDays(30) };
            yield return facts.With("corrected-" + row.DecisionId, facts.Proceeding with { Rectifications = [row] });
        }

        if (facts.Proceeding.Insurance is not null)
            yield break;
        foreach (var (kind, months) in new[] { (InsuranceSanctionKind.Warning, 0), (InsuranceSanctionKind.Ban, 1), (InsuranceSanctionKind.Ban, 2) })
        {
            var row = new InsuranceRow { Kind = kind, FirmMonths = months, FinalOn = facts.Today };
            yield return facts.With($"insurance-{kind}-{months}", facts.Proceeding with { Insurance = row });
        }
    }

    private static DecisionRow Answer(DecisionRow answered, DecisionKind kind, Sanction? replacing = null, int months = 0) => new()
    {
        Id = $"{answered.Id}{kind.ToString()[..3]}", Kind = kind, Answers = answered.Id,
        Outcome = replacing is null ? DecisionOutcome.Upholds : DecisionOutcome.Replaces, Sanction = replacing ?? Sanction.Unspecified, DurationMonths = months,
    };

    private static RemedyRow Remedy(DecisionRow decision, RemedyKind kind, Appellant appellant, DateOnly lodgedOn) => new()
    {
        Id = $"{kind}-{decision.Id}-{appellant}", DecisionId = decision.Id, Kind = kind, Appellant = appellant, LodgedOn = lodgedOn,
    };

    private static StayRow Stay(RemedyRow remedy, DateOnly from) => new() { RemedyId = remedy.Id, FromDay = from };

    private static bool May(CaseFacts facts, CaseAct act, DecisionRow decision, Appellant appellant = Appellant.Practitioner) =>
        ActOracle.May(facts, new Asked(act, decision, appellant, null));

    private static bool IsTold(CaseFacts facts, DecisionRow decision, Addressee addressee) =>
        decision.NotifiedOn is not null || facts.Proceeding.Notifications.Any(row => row.DecisionId == decision.Id && row.Addressee == addressee);

    private static DateOnly? Told(CaseFacts facts, DecisionRow decision) =>
        decision.NotifiedOn ?? facts.Proceeding.Notifications.FirstOrDefault(row => row.DecisionId == decision.Id)?.OutcomeOn;
}
