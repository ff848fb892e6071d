using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Messages of aid requests, without secret texts.</summary>
internal static class AidRequestMap
{
    /// <param name="row">Without an opened nature, kind and relation stay unspecified, as in an answer that is stored.</param>
    /// <param name="deliberation">Whether the reader may see the commission's proposal.</param>
    public static AidRequest ToProto(this AidRequestRow row, bool deliberation)
    {
        var request = new AidRequest
        {
            Id = row.Id,
            Beneficiary = new Beneficiary { Rpps = row.Rpps },
            Asked = FieldFormats.Euros(row.AskedCents),
            Council = row.Council,
            State = Codes.State(row.State),
            SubmittedAt = Timestamp.FromDateTimeOffset(row.SubmittedAt),
            DecidedAt = row.DecidedAt is { } decided ? Timestamp.FromDateTimeOffset(decided) : null,
            Etag = Etag.Of(row.Version),
        };
        row.Nature?.AddTo(request);
        if (request.State == AidRequestState.Granted)
            request.Granted = FieldFormats.Euros(row.ProposedCents);
        if (deliberation && row.InstructedAt is { } instructed)
        {
            request.Proposal = new AidProposal
            {
                EnvelopeId = row.EnvelopeId,
                Amount = FieldFormats.Euros(row.ProposedCents),
                InstructedAt = Timestamp.FromDateTimeOffset(instructed),
            };
        }

        return request;
    }
}
