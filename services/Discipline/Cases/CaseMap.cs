using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Discipline.Cases;

internal static class CaseMap
{
    /// <summary>Facts that the caller may see, opened when they are sealed. National bodies follow the stages of a complaint only until it is filed.</summary>
    public static string Facts(CaseRow row, CaseReach reach, Sealer sealer) => row switch
    {
        { IsComplaint: false } => row.Facts,
        { Chamber: "" } when reach.All => "",
        _ => sealer.Open(SealPurposes.Facts, row.ComplaintSealedTo, row.SealedFacts!),
    };

    public static Case ToProto(CaseRow row, CaseReach reach, DateOnly today, string facts) => new()
    {
        CaseId = row.Id,
        // The affair links respondents to each other: no council or chamber learns of it.
        AffairId = reach.All ? row.AffairId : "",
        Rpps = row.Rpps,
        Council = row.Council,
        Title = row.Title,
        Facts = facts,
        FactsOn = row.FactsOn.ToProto(),
        OpenedAt = row.OpenedAt.ToTimestamp(),
        Status = row.Status,
        CompetentChamber = Chambers.CompetentFor(row.RegisterCouncil.Length > 0 ? row.RegisterCouncil : row.Council),
        Chamber = row.Chamber,
        FiledOn = row.FiledOn?.ToProto(),
        CompleteOn = row.CompleteOn?.ToProto(),
        DecisionDueOn = row.DecisionDueOn?.ToProto(),
        DecisionTime = row.DecisionTime is { } time ? TimeLimit.Parser.ParseFrom(time) : null,
        TransferMayBeAsked = CompleteFileRules.TransferMayBeAsked(row, today),
        DecisionId = row.DecisionId,
        RespondentName = row.RespondentName,
        RespondentKind = row.RespondentKind,
        ComplaintId = row.ComplaintId,
        ComplaintNumber = row.ComplaintNumberText,
        Regime = row.Regime,
        ConciliatingCouncil = row.ConciliatingCouncil,
        RegisterCouncil = row.RegisterCouncil,
        NextDeadline = Deadline(row),
        Etag = Etag.Of(row.Version),
        DiedOn = row.DiedOn?.ToProto(),
    };

    public static CaseSummary ToSummary(CaseRow row)
    {
        var deadline = Deadline(row);
        deadline?.Steps.Clear();
        return new CaseSummary
        {
            CaseId = row.Id,
            Rpps = row.Rpps,
            Council = row.Council,
            Title = row.Title,
            OpenedAt = row.OpenedAt.ToTimestamp(),
            Status = row.Status,
            Chamber = row.Chamber,
            DecisionDueOn = row.DecisionDueOn?.ToProto(),
            RespondentName = row.RespondentName,
            NextDeadline = deadline,
            ComplaintNumber = row.ComplaintNumberText,
        };
    }

    private static NextDeadline? Deadline(CaseRow row) => row.NextDeadline is { } deadline ? NextDeadline.Parser.ParseFrom(deadline) : null;
}
