using System.Globalization;
using OrdreCouncils.Discipline.Affairs;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class AffairListInput
{
    public static (string RequestId, NewAffair Affair, string Source, IReadOnlyList<ListedLine> Lines) Read(ImportAffairListRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var affair = new NewAffair
        {
            Title = violations.Text(request.Title, "title", 200),
            Facts = violations.Lines(request.Facts, "facts", 20_000),
            FactsOn = violations.Past(request.FactsOn, "facts_on", today),
            Respondents = [],
        };
        var source = violations.Text(request.Source, "source", 200);
        var lines = AffairListFile.Read(violations, request.Csv);
        violations.ThrowIfAny();
        return (requestId, affair, source, lines);
    }

    public static (string Affair, LineFilter Filter, int After, int Size) Read(ListAffairLinesRequest request)
    {
        var violations = new Violations();
        var affair = violations.Uuid(request.AffairId, "affair_id");
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        violations.Require(Enum.IsDefined(request.State), "state", "Send a state of the contract, or none.");
        violations.Require(request.Council.Length == 0 || CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        var after = 0;
        violations.Require(
            request.PageToken.Length == 0 || int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out after), "page_token",
            Paging.TokenExpected);
        violations.ThrowIfAny();
        return (affair, new LineFilter(request.State, request.Council, request.Undelivered), after, size);
    }

    public static (string RequestId, string Line) Read(ChooseMatchRequest request) => Line(request.RequestId, request.LineId, request.Etag, violations =>
        violations.Require(RppsNumber.IsValid(request.Rpps), "rpps", RppsNumber.Expected));

    public static (string RequestId, string Line, string Reason) Read(DismissLineRequest request)
    {
        var reason = "";
        var (requestId, line) = Line(
            request.RequestId, request.LineId, request.Etag, violations => reason = violations.Lines(request.Reason, "reason", 500));
        return (requestId, line, reason);
    }

    public static (string RequestId, string Line) Read(RetryLineRequest request) => Line(request.RequestId, request.LineId, request.Etag, _ => { });

    public static (string RequestId, FollowUpRow FollowUp, string Reasons) Read(RecordNationalFollowUpRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Require(
            Enum.IsDefined(request.Outcome) && request.Outcome != NationalOutcome.Unspecified, "outcome", "Send an outcome of the contract.");
        var row = new FollowUpRow
        {
            AffairId = violations.Uuid(request.AffairId, "affair_id"),
            LineId = request.LineId.Length == 0 ? null : violations.Uuid(request.LineId, "line_id"),
            Outcome = request.Outcome,
            DecidedOn = violations.Past(request.DecidedOn, "decided_on", today),
        };
        var reasons = violations.Lines(request.Reasons, "reasons", 5_000);
        violations.ThrowIfAny();
        return (requestId, row, reasons);
    }

    private static (string RequestId, string Line) Line(string requestId, string line, string etag, Action<Violations> others)
    {
        var violations = new Violations();
        var read = (violations.RequestId(requestId), violations.Uuid(line, "line_id"));
        others(violations);
        violations.Etag(etag);
        violations.ThrowIfAny();
        return read;
    }
}
