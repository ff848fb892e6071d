using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Transfers;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class TransferInput
{
    public static (string RequestId, TransferRequestRow Row) Read(AskTransferRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Known(request.Ground, "ground");
        violations.Require(
            request.Ground != TransferGround.GoodAdministration, "ground", "Write another ground: nobody asks for this one, the president orders it.");
        violations.Require(Enum.IsDefined(request.Party), "party", "Send a party of the contract, or none.");
        if (request.Ground == TransferGround.Delay)
            violations.Require(request.Party != CaseParty.Unspecified, "party", "Write the party that asks (CSP R.4126-10).");
        else if (TransferRules.IsRaisedByThePresident(request.Ground))
            violations.Require(request.Party == CaseParty.Unspecified, "party", "Leave it out: the president of the chamber sends the file.");
        var row = new TransferRequestRow
        {
            CaseId = violations.Uuid(request.CaseId, "case_id"),
            Ground = request.Ground,
            Party = request.Party,
            AskedOn = violations.Past(request.AskedOn, "asked_on", today),
        };
        violations.ThrowIfAny();
        return (requestId, row);
    }

    public static (string RequestId, TransferRow Row) Read(OrderTransferRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Known(request.Ground, "ground");
        var chamber = Chambers.Named(request.Chamber);
        violations.Require(Chambers.IsChamber(chamber), "chamber", "Write the name of a first-instance chamber, such as normandie.");
        var answered = request.TransferRequestId.Length == 0 ? null : violations.Uuid(request.TransferRequestId, "transfer_request_id");
        violations.Require(
            answered is not null || !TransferRules.NeedsRequest(request.Ground), "transfer_request_id",
            "Write the request that the order answers: on this ground the president does not act alone (CSP R.4126-8-1, R.4126-9, R.4126-10).");
        violations.Require(
            answered is null || request.Ground != TransferGround.GoodAdministration, "transfer_request_id", "Leave it out: nobody asks on this ground.");
        var row = new TransferRow
        {
            CaseId = violations.Uuid(request.CaseId, "case_id"),
            Ground = request.Ground,
            RequestId = answered,
            ToChamber = chamber,
            OrderedOn = violations.Past(request.OrderedOn, "ordered_on", today),
        };
        violations.ThrowIfAny();
        return (requestId, row);
    }
}
