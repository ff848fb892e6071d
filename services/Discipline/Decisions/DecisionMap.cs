using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.Protos.Discipline.V1.TimeLimit;

namespace OrdreCouncils.Discipline.Decisions;

internal static class DecisionMap
{
    public static Decision ToProto(Proceeding proceeding, Outcome outcome, string id) =>
        ToProto(proceeding, outcome, proceeding.Decisions.Single(decision => decision.Id == id));

    public static Decision ToProto(Proceeding proceeding, Outcome outcome, DecisionRow row)
    {
        var source = proceeding.SourceOf(row);
        var stands = outcome.Decision.Id == row.Id;
        var last = row.IsFirstInstance ? Clocks.Last(proceeding, row) : null;
        var decision = new Decision
        {
            DecisionId = row.Id,
            CaseId = row.CaseId,
            Kind = row.Kind,
            AnswersDecisionId = row.Answers,
            Outcome = row.Outcome,
            Sanction = source.Sanction,
            DurationMonths = source.DurationMonths,
            SuspendedMonths = source.SuspendedMonths,
            DurationDays = source.DurationDays,
            SuspendedDays = source.SuspendedDays,
            DecidedOn = row.DecidedOn.ToProto(),
            NotifiedOn = row.NotifiedOn?.ToProto(),
            AppealTime = last?.Time is { } time ? TimeLimit.Parser.ParseFrom(time) : null,
            LastDayOfAppeal = last?.LastDay.ToProto(),
            EnforceableOn = stands ? EnforceableOn(proceeding, outcome, last)?.ToProto() : row.ExecutesFrom?.ToProto(),
            EnforcedAt = row.EnforcedAt?.ToTimestamp(),
            RecordedAt = row.RecordedAt.ToTimestamp(),
            ExecutesFrom = row.ExecutesFrom?.ToProto(),
            ExecutesUntil = row.ExecutesUntil?.ToProto(),
            TrainingOrdered = row.TrainingOrdered,
            RevokedDecisionId = row.Revokes,
            Urgent = row.Urgent,
            ByDefault = row.ByDefault,
            FinalOn = stands ? outcome.FinalOn?.ToProto() : null,
            Stands = stands,
            Ineligibility = stands && !OutcomeRules.IsAnnulled(proceeding, row) ? IneligibilityOf(outcome) : null,
            Notifications = { proceeding.NotificationsOf(row).OrderBy(sent => sent.Addressee).Select(sent => ToProto(proceeding, row, sent)) },
            Remedies = { proceeding.Remedies.Where(remedy => remedy.DecisionId == row.Id).Select(remedy => ToProto(proceeding, remedy)) },
            Awaited = { Clocks.Awaited(proceeding, row) },
            Etag = Etag.Of(proceeding.Version),
        };
        if (stands)
            decision.Executions.AddRange(outcome.Effects.Select(ToProto));
        decision.Appeal = decision.Remedies.FirstOrDefault(remedy => remedy.Kind == RemedyKind.Appeal) is { } appeal
            ? new Appeal { AppealId = appeal.RemedyId, LodgedOn = appeal.LodgedOn, RecordedAt = appeal.RecordedAt }
            : null;
        return decision;
    }

    public static IEnumerable<Decision> ToProto(Proceeding proceeding, Outcome outcome) =>
        proceeding.Decisions.Select(decision => ToProto(proceeding, outcome, decision));

    private static DateOnly? EnforceableOn(Proceeding proceeding, Outcome outcome, Clock? last) =>
        outcome.Terms.ExecutesFrom ?? OutcomeRules.FirstDay(proceeding, outcome.Terms, outcome.FinalOn)
            ?? (outcome.State == CaseStatus.Decided ? last?.LastDay.AddDays(2) : null);

    private static Ineligibility? IneligibilityOf(Outcome outcome)
    {
        if (outcome.FinalOn is not { } from || outcome.Terms.Sanction == Sanction.Acquittal)
            return null;
        var forLife = outcome.Terms.Sanction is not (Sanction.Warning or Sanction.Reprimand);
        return new Ineligibility
        {
            ForLife = forLife,
            From = from.ToProto(),
            Until = forLife ? null : TimeLimits.ComputeIfInForce(LegalRules.Ineligibility, from)?.LastDay.ToProto(),
        };
    }

    private static Execution ToProto(Effect effect) => new()
    {
        From = effect.From.ToProto(), Until = effect.Until?.ToProto(), RevokedPart = effect.Key.EndsWith("/sursis", StringComparison.Ordinal),
    };

    private static Notification ToProto(Proceeding proceeding, DecisionRow decision, NotificationRow row) => new()
    {
        Addressee = row.Addressee,
        SentOn = row.SentOn.ToProto(),
        Outcome = row.Outcome,
        OutcomeOn = row.OutcomeOn?.ToProto(),
        TimeLimitStated = row.TimeLimitStated,
        Residence = row.Residence,
        Time = row.Time is { } time ? TimeLimit.Parser.ParseFrom(time) : null,
        LastDay = row.LastDay?.ToProto(),
        OppositionTime = decision.ByDefault && row is { Addressee: Addressee.Practitioner, OutcomeOn: { } told }
            && Clocks.Compute(proceeding, LegalRules.Opposition, told, DecisionRules.Residence(row.Residence, proceeding.Council)) is { } opposition
            ? TimeLimitMap.ToProto(opposition)
            : null,
    };

    private static Remedy ToProto(Proceeding proceeding, RemedyRow row) => new()
    {
        RemedyId = row.Id,
        Kind = row.Kind,
        Appellant = row.Appellant,
        LodgedOn = row.LodgedOn.ToProto(),
        ReceivedOn = row.ReceivedOn?.ToProto(),
        RecordedAt = row.RecordedAt.ToTimestamp(),
        Outcome = row.Outcome,
        OutcomeOn = row.OutcomeOn?.ToProto(),
        Stays =
        {
            proceeding.Stays.Where(stay => stay.RemedyId == row.Id).Select(stay => new Stay
            {
                From = stay.FromDay.ToProto(), EndedOn = (stay.EndedOn ?? row.OutcomeOn)?.ToProto(),
            }),
        },
    };
}
