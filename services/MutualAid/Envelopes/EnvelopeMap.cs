using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.MutualAid.Envelopes;

internal static class EnvelopeMap
{
    public static Envelope ToProto(this EnvelopeRow row) => new()
    {
        Id = row.Id,
        Year = row.Year,
        Title = row.Title,
        Opened = FieldFormats.Euros(row.OpenedCents),
        Granted = FieldFormats.Euros(row.GrantedCents),
        Available = FieldFormats.Euros(row.AvailableCents),
        OpenedAt = Timestamp.FromDateTimeOffset(row.OpenedAt),
    };

    public static LedgerEntry ToProto(this LedgerEntryRow row) => new()
    {
        TransferId = row.TransferId,
        TransferNumber = row.Number,
        Kind = row.Kind == Transfer.OpeningKind ? TransferKind.Opening : TransferKind.Grant,
        Account = row.Account switch
        {
            Accounts.Source => LedgerAccount.Source,
            Accounts.Available => LedgerAccount.Available,
            _ => LedgerAccount.Granted,
        },
        Amount = FieldFormats.Euros(row.AmountCents),
        AidRequestId = row.AidRequestId,
        BookedAt = Timestamp.FromDateTimeOffset(row.At),
    };
}
