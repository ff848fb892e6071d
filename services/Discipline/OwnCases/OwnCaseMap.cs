using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.OwnCases;

internal static class OwnCaseMap
{
    public static OwnCase ToProto(OwnCaseRow row, IReadOnlyList<string> articles, IReadOnlyList<OwnDecisionRow> decisions, DateOnly today) => new()
    {
        CaseId = row.Id,
        ComplaintNumber = row.ComplaintNumberText,
        Title = row.Title,
        FactsOn = row.FactsOn.ToProto(),
        Council = row.Council,
        Chamber = row.Chamber,
        Articles = { articles },
        Stage = OwnCaseRules.StageOf(row.Status),
        StageText = OwnCaseRules.Words(OwnCaseRules.StageOf(row.Status)),
        RegisteredOn = row.RegisteredOn?.ToProto(),
        InformedOn = row.InformedOn?.ToProto(),
        ConciliationOn = row.ConciliationOn?.ToProto(),
        FiledOn = row.FiledOn?.ToProto(),
        CompleteOn = row.CompleteOn?.ToProto(),
        DecisionDueOn = row.DecisionDueOn?.ToProto(),
        TransferMayBeAsked = OwnCaseRules.TransferMayBeAsked(row, today),
        NextDeadline = Deadline(row),
        Decisions = { decisions.Select(ToProto) },
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
            Stage = OwnCaseRules.StageOf(row.Status),
            StageText = OwnCaseRules.Words(OwnCaseRules.StageOf(row.Status)),
            NextDeadline = deadline,
        };
    }

    private static OwnDecision ToProto(OwnDecisionRow row) => new()
    {
        DecisionId = row.Id,
        Sanction = row.Sanction,
        DurationMonths = row.DurationMonths,
        SuspendedMonths = row.SuspendedMonths,
        DecidedOn = row.DecidedOn.ToProto(),
        NotifiedOn = row.NotifiedOn.ToProto(),
        AppealTime = TimeLimit.Parser.ParseFrom(row.AppealTime),
    };

    private static OwnDeadline? Deadline(OwnCaseRow row) =>
        row.NextDeadline is { } bytes && NextDeadline.Parser.ParseFrom(bytes) is var next && OwnCaseRules.Concerns(next)
            ? new OwnDeadline { Rule = next.Rule, LastDay = next.LastDay, Steps = { next.Steps } }
            : null;
}
