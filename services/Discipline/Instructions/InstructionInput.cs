using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class InstructionInput
{
    private const int MostRequests = 1000;

    public static (string RequestId, string CaseId, RequestRow Request) Read(RequestMemorandumRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Known(request.Party, "party");
        violations.Known(request.Kind, "kind");
        var asked = violations.Past(request.AskedOn, "asked_on", today);
        var received = violations.OptionalPast(request.ReceivedOn, "received_on", today);
        var until = violations.OptionalDate(request.LastDay, "last_day");
        violations.Require(received is null || received >= asked, "received_on", "Write a day that is not before asked_on.");
        violations.Require(until is null || until >= (received ?? asked), "last_day", "Write a day that is not before the request.");
        violations.ThrowIfAny();
        return (requestId, caseId, new RequestRow { Party = request.Party, Kind = request.Kind, AskedOn = asked, ReceivedOn = received, GivenUntil = until });
    }

    public static (string RequestId, string CaseId, MemorandumRow Memorandum) Read(RecordMemorandumRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Known(request.Party, "party");
        var title = violations.Text(request.Title, "title", 200);
        var received = violations.Past(request.ReceivedOn, "received_on", today);
        var posted = violations.OptionalDate(request.PostedOn, "posted_on");
        violations.Require(posted is null || posted <= received, "posted_on", "Write a day that is not after received_on.");
        violations.Number(request.Request, "request");
        violations.ThrowIfAny();
        return (requestId, caseId, new MemorandumRow
        {
            Party = request.Party, Title = title, ReceivedOn = received, PostedOn = posted, Request = request.Request == 0 ? null : request.Request,
        });
    }

    public static (string RequestId, string CaseId, ClosureRow Closure) Read(CloseInstructionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var ordered = violations.Past(request.OrderedOn, "ordered_on", today);
        var sent = violations.Past(request.SentOn, "sent_on", today);
        var closes = violations.Date(request.ClosesOn, "closes_on");
        violations.Number(request.FormalNotice, "formal_notice");
        violations.Require(request.SentOn is null || sent >= ordered, "sent_on", "Write a day that is not before the order.");
        violations.Require(request.ClosesOn is null || closes >= ordered, "closes_on", "Write a day that is not before the order.");
        violations.ThrowIfAny();
        return (requestId, caseId, new ClosureRow { OrderedOn = ordered, SentOn = sent, ClosesOn = closes });
    }

    public static (string RequestId, string CaseId, NewRapporteur Rapporteur) Read(AppointRapporteurRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var rapporteur = new NewRapporteur
        {
            Name = violations.Text(request.Name, "name", 200),
            Council = violations.OptionalCouncil(request.Council, "council"),
            AppointedOn = violations.Past(request.AppointedOn, "appointed_on", today),
        };
        violations.ThrowIfAny();
        return (requestId, caseId, rapporteur);
    }

    public static (string RequestId, string CaseId, DateOnly DecidedOn) Read(RecordOrderRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Known(request.Ground, "ground");
        var decided = violations.Past(request.DecidedOn, "decided_on", today);
        violations.Number(request.Regularisation, "regularisation");
        if (request.Ground == OrderGround.Inadmissible)
        {
            violations.Require(
                request.Regularisation > 0 != request.CannotBeRegularised, "regularisation",
                "Send the demand to regularise, or cannot_be_regularised: the chamber rejects only what was not regularised or cannot be (CSP R.4126-5, 4°).");
        }
        else
        {
            violations.Require(request.Regularisation == 0, "regularisation", "Leave it 0: it is for an inadmissible complaint.");
            violations.Require(!request.CannotBeRegularised, "cannot_be_regularised", "Leave it false: it is for an inadmissible complaint.");
        }

        violations.ThrowIfAny();
        return (requestId, caseId, decided);
    }

    public static void Known<T>(this Violations violations, T value, string field)
        where T : struct, Enum => violations.Require(Enum.IsDefined(value) && !value.Equals(default(T)), field, "Send a value of the contract.");

    public static DateOnly? OptionalPast(this Violations violations, Date? value, string field, DateOnly today)
    {
        var day = violations.OptionalDate(value, field);
        violations.Require(day is null || day <= today, field, "Write a day that is not in the future.");
        return day;
    }

    public static string OptionalCouncil(this Violations violations, string council, string field)
    {
        violations.Require(council.Length == 0 || CouncilCode.Exists(council), field, CouncilCode.Expected);
        return council;
    }

    private static void Number(this Violations violations, int value, string field) =>
        violations.Require(value is >= 0 and <= MostRequests, field, "Send the number of a request, or 0.");
}
