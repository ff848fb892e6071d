using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Transfers;

internal static class TransferMap
{
    public static CaseTransfers ToProto(
        string caseId, TransferredCase of, IEnumerable<TransferRequestRow> requests, IEnumerable<TransferRow> transfers, string etag) => new()
        {
            CaseId = caseId,
            Rpps = of.Rpps,
            RespondentName = of.RespondentName,
            Requests = { requests.Select(ToProto) },
            Transfers = { transfers.Select(ToProto) },
            Etag = etag,
        };

    private static TransferRequest ToProto(TransferRequestRow row) => new()
    {
        TransferRequestId = row.Id, Ground = row.Ground, Party = row.Party, Chamber = row.Chamber, AskedOn = row.AskedOn.ToProto(),
        AnsweredBy = row.AnsweredBy ?? 0,
    };

    private static Transfer ToProto(TransferRow row) => new()
    {
        Number = row.Number,
        Ground = row.Ground,
        TransferRequestId = row.RequestId ?? "",
        FromChamber = row.FromChamber,
        ToChamber = row.ToChamber,
        OrderedOn = row.OrderedOn.ToProto(),
        FromNumber = row is { FromYear: { } year, FromNumber: { } number } ? ChamberNumbers.Of(row.FromChamber, year, number) : "",
        FromRegisteredOn = row.FromRegisteredOn?.ToProto(),
    };
}
