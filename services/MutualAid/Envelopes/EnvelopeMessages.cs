using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.MutualAid.Envelopes;

internal static class EnvelopeMessages
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

    /// <summary>Page token of the ledger: transfer number and position of the last entry.</summary>
    public static string Token(LedgerEntryRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Number}.{row.Position}");

    /// <summary>Place of a token; the beginning when it is empty.</summary>
    public static LedgerPlace LedgerAfter(this Violations violations, string token)
    {
        if (token.Length == 0)
            return default;
        var parts = token.Split('.');
        var number = 0;
        var position = 0;
        var read = parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out position);
        violations.Require(read, "page_token", Paging.TokenExpected);
        return new LedgerPlace(number, position);
    }
}
