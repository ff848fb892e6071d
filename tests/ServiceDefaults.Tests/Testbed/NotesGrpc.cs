using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

internal sealed class NotesGrpc(Database database, ChangeRunner changes, NoteHooks hooks) : NotesService.NotesServiceBase
{
    public override Task<CreateNoteResponse> CreateNote(CreateNoteRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.Uuid(request.RequestId, "request_id");
        var text = violations.Text(request.Text, "text", 100);
        violations.ThrowIfAny();
        return changes.RunAsync(context, request, requestId, "as told", async change =>
        {
            var row = new NoteRow
            {
                Id = change.NewId(),
                Council = request.Council,
                Text = text,
                NotedOn = DateOnly.FromDateTime(change.At.UtcDateTime),
                ChangedAt = change.At,
                Version = 1,
            };
            await NoteStore.InsertAsync(change.Sql, row);
            change.Audit("testbed.note.created", $"notes/{row.Id}", null, new { row.Council });
            if (request.Publish)
                change.Publish(new NoteNoted { Id = row.Id }, row.Council);
            await hooks.AfterWrites(change);
            return new CreateNoteResponse { Note = row.ToProto() };
        });
    }

    public override Task<UpdateNoteResponse> UpdateNote(UpdateNoteRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.Uuid(request.RequestId, "request_id");
        violations.ThrowIfAny();
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await NoteStore.GetAsync(change.Sql, context.Scope(), request.Id, lockIt: true) ?? throw Fault.NotFound("note");
            Etag.Check(request.Etag, row.Version);
            if (row.Text == request.Text)
            {
                change.Unchanged();
                return new UpdateNoteResponse { Note = row.ToProto() };
            }

            var changed = row with { Text = request.Text, ChangedAt = change.At, Version = row.Version + 1 };
            await NoteStore.UpdateAsync(change.Sql, changed);
            change.Audit("testbed.note.changed", $"notes/{row.Id}", new { row.Version }, new { changed.Version });
            await hooks.AfterWrites(change);
            return new UpdateNoteResponse { Note = changed.ToProto() };
        });
    }

    public override async Task<GetNoteResponse> GetNote(GetNoteRequest request, ServerCallContext context)
    {
        await hooks.BeforeRead(context);
        var row = await database.ReadAsync(sql => NoteStore.GetAsync(sql, context.Scope(), request.Id), context.CancellationToken)
            ?? throw Fault.NotFound("note");
        context.Reads($"notes/{row.Id}");
        return new GetNoteResponse { Note = row.ToProto() };
    }

    public override async Task ReadNotes(ReadNotesRequest request, IServerStreamWriter<ReadNotesResponse> responseStream, ServerCallContext context)
    {
        foreach (var row in await database.ReadAsync(NoteStore.AllAsync, context.CancellationToken))
        {
            context.Reads($"notes/{row.Id}");
            await responseStream.WriteAsync(new ReadNotesResponse { Note = row.ToProto() }, context.CancellationToken);
            await hooks.AfterStreamed(context);
        }
    }

    public override async Task<DescribeDisciplineResponse> DescribeDiscipline(DescribeDisciplineRequest request, ServerCallContext context)
    {
        await hooks.BeforeRead(context);
        return new DescribeDisciplineResponse
        {
            Caller = context.Caller().Subject,
            OnBehalfOf = context.Caller().OnBehalfOf?.Subject ?? "",
            All = context.Scope().All,
            Council = context.Scope().Council,
            Chamber = context.Scope().Chamber,
        };
    }

    public override Task<DescribeAidResponse> DescribeAid(DescribeAidRequest request, ServerCallContext context) =>
        Task.FromResult(new DescribeAidResponse { Person = context.Scope().Person });

    public override Task<DescribeGraveResponse> DescribeGrave(DescribeGraveRequest request, ServerCallContext context) =>
        Task.FromResult(new DescribeGraveResponse());
}

internal sealed class BareGrpc : BareService.BareServiceBase;

internal sealed class HalfGrpc : HalfService.HalfServiceBase;
