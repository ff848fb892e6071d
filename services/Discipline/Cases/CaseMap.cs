using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Cases;

internal static class CaseMap
{
    public static Case ToProto(CaseRow row, CaseReach reach, DateOnly today) => new()
    {
        CaseId = row.Id,
        // The affair links respondents to each other: no council or chamber learns of it.
        AffairId = reach.All ? row.AffairId : "",
        Rpps = row.Rpps,
        Council = row.Council,
        Title = row.Title,
        Facts = row.Facts,
        FactsOn = row.FactsOn.ToProto(),
        OpenedAt = row.OpenedAt.ToTimestamp(),
        Status = row.Status,
        CompetentChamber = Chambers.CompetentFor(row.Council),
        Chamber = row.Chamber,
        FiledOn = row.FiledOn?.ToProto(),
        CompleteOn = row.CompleteOn?.ToProto(),
        DecisionDueOn = row.DecisionDueOn?.ToProto(),
        DecisionTime = row.DecisionTime is { } time ? TimeLimit.Parser.ParseFrom(time) : null,
        TransferMayBeAsked = CompleteFileRules.TransferMayBeAsked(row, today),
        DecisionId = row.DecisionId,
    };

    public static CaseSummary ToSummary(CaseRow row) => new()
    {
        CaseId = row.Id,
        Rpps = row.Rpps,
        Council = row.Council,
        Title = row.Title,
        OpenedAt = row.OpenedAt.ToTimestamp(),
        Status = row.Status,
        Chamber = row.Chamber,
        DecisionDueOn = row.DecisionDueOn?.ToProto(),
    };
}
