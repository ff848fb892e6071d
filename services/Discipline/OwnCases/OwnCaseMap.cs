using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.OwnCases;

internal static class OwnCaseMap
{
    public static OwnCase ToProto(OwnCaseRow row, IReadOnlyList<string> articles, Proceeding? proceeding, DateOnly today) => new()
    {
        CaseId = row.Id,
        ComplaintNumber = row.ComplaintNumberText,
        Title = row.Title,
        FactsOn = row.FactsOn.ToProto(),
        Council = row.Council,
        Chamber = row.Chamber,
        Articles = { articles },
        Stage = OwnCaseRules.StageOf(row),
        StageText = OwnCaseRules.Words(OwnCaseRules.StageOf(row)),
        RegisteredOn = row.RegisteredOn?.ToProto(),
        InformedOn = row.InformedOn?.ToProto(),
        ConciliationOn = row.ConciliationOn?.ToProto(),
        FiledOn = row.FiledOn?.ToProto(),
        CompleteOn = row.CompleteOn?.ToProto(),
        DecisionDueOn = row.DecisionDueOn?.ToProto(),
        TransferMayBeAsked = OwnCaseRules.TransferMayBeAsked(row, today),
        NextDeadline = Deadline(row),
        Decisions = { proceeding is null ? [] : Told(proceeding) },
    };

    public static OwnCaseSummary ToSummary(OwnCaseRow row)
    {
        var deadline = Deadline(row);
        deadline?.Steps.Clear();
        return new OwnCaseSummary
        {
            CaseId = row.Id,
            ComplaintNumber = row.ComplaintNumberText,
            Title = row.Title,
            Council = row.Council,
            Chamber = row.Chamber,
            Stage = OwnCaseRules.StageOf(row),
            StageText = OwnCaseRules.Words(OwnCaseRules.StageOf(row)),
            NextDeadline = deadline,
        };
    }

    /// <summary>The decisions of which the respondent was notified, with the time that runs for this person.</summary>
    private static IEnumerable<OwnDecision> Told(Proceeding proceeding) =>
        from decision in proceeding.Decisions
        let told = Clocks.PractitionerTold(proceeding, decision)
        where told is not null
        let source = proceeding.SourceOf(decision)
        select new OwnDecision
        {
            DecisionId = decision.Id,
            Kind = decision.Kind,
            Sanction = source.Sanction,
            DurationMonths = source.DurationMonths,
            SuspendedMonths = source.SuspendedMonths,
            DurationDays = source.DurationDays,
            SuspendedDays = source.SuspendedDays,
            DecidedOn = decision.DecidedOn.ToProto(),
            NotifiedOn = told.Value.ToProto(),
            AppealTime = Clocks.Of(proceeding, decision, Appellant.Practitioner)?.Time is { } time ? TimeLimit.Parser.ParseFrom(time) : null,
        };

    private static OwnDeadline? Deadline(OwnCaseRow row) =>
        row.NextDeadline is { } bytes && NextDeadline.Parser.ParseFrom(bytes) is var next && OwnCaseRules.Concerns(row, next)
            ? new OwnDeadline { Rule = next.Rule, LastDay = next.LastDay, Steps = { next.Steps } }
            : null;
}
