using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.Envelopes;

internal sealed class EnvelopesGrpc(Database database, ChangeRunner changes) : EnvelopesService.EnvelopesServiceBase
{
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    public override async Task<OpenEnvelopeResponse> OpenEnvelope(OpenEnvelopeRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Require(request.Year is >= FirstYear and <= LastYear, "year", $"Write a budget year from {FirstYear} to {LastYear}.");
        var title = violations.Text(request.Title, "title", 200);
        var cents = violations.PositiveEuros(request.Amount, "amount");
        violations.ThrowIfAny();

        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var id = change.NewId();
            var actor = change.Actor.Person.Subject;
            if (!await EnvelopeStore.InsertAsync(change.Sql, id, request.Year, title, change.At, actor))
                throw Fault.AlreadyExists(MutualAidReasons.EnvelopeExists, "title", "The year has an envelope of this title. Write another title.");

            await LedgerStore.BookAsync(change.Sql, Transfer.Opening(change.NewId(), id, cents, change.At, actor));
            change.Audit("mutual_aid.envelope.opened", $"envelopes/{id}", null, new { request.Year, title, amountCents = cents });
            return new OpenEnvelopeResponse { Envelope = (await EnvelopeStore.FindAsync(change.Sql, id))!.ToProto() };
        });
    }

    public override async Task<GetEnvelopeResponse> GetEnvelope(GetEnvelopeRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.EnvelopeId, "envelope_id");
        violations.ThrowIfAny();

        var row = await database.ReadAsync(sql => EnvelopeStore.FindAsync(sql, id), context.CancellationToken) ?? throw Fault.NotFound("envelope");
        return new GetEnvelopeResponse { Envelope = row.ToProto() };
    }

    public override async Task<ListEnvelopesResponse> ListEnvelopes(ListEnvelopesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var after = violations.After(request.PageToken);
        violations.Require(request.Year is 0 or >= FirstYear and <= LastYear, "year", $"Write a budget year from {FirstYear} to {LastYear}, or 0 for all.");
        violations.ThrowIfAny();

        var rows = await database.ReadAsync(sql => EnvelopeStore.PageAsync(sql, request.Year, after, size + 1), context.CancellationToken);
        var (page, next) = Paging.PageOf(rows, size, row => row.Id);
        return new ListEnvelopesResponse { Envelopes = { page.Select(row => row.ToProto()) }, NextPageToken = next };
    }

    public override async Task<ListLedgerEntriesResponse> ListLedgerEntries(ListLedgerEntriesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.EnvelopeId, "envelope_id");
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var after = LedgerPlace.Read(violations, request.PageToken);
        violations.ThrowIfAny();

        var rows = await database.ReadAsync(
            async sql => await EnvelopeStore.FindAsync(sql, id) is null ? throw Fault.NotFound("envelope") : await LedgerStore.PageAsync(sql, id, after, size + 1),
            context.CancellationToken);
        var (page, next) = Paging.PageOf(rows, size, LedgerPlace.TokenOf);
        return new ListLedgerEntriesResponse { Entries = { page.Select(row => row.ToProto()) }, NextPageToken = next };
    }
}
