using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Imports;

internal sealed class RegisterImportsGrpc(
    ChangeRunner changes, Database database, DeferredIndexes indexes, PersonVersions versions, TimeProvider clock, RppsPolicy rppsPolicy,
    ImportOptions options)
    : RegisterImportsService.RegisterImportsServiceBase
{
    private const int LongestFileName = 200;
    private const int DefaultPage = 100;
    private const int LongestPage = 1000;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    public override async Task ImportRegister(
        IAsyncStreamReader<ImportRegisterRequest> requestStream, IServerStreamWriter<ImportRegisterResponse> responseStream, ServerCallContext context)
    {
        var (requestId, fileName) = await HeaderAsync(requestStream, context.CancellationToken);
        var import = await StartAsync(context, requestId, fileName);
        if (import.FinishedAt is null)
        {
            using var run = new ImportRun(changes, versions, clock, context, import, requestId, rppsPolicy, options);
            await indexes.BeforeImportAsync(context.CancellationToken);
            try
            {
                import = await WithProgressAsync(run, requestStream, responseStream, context.CancellationToken);
            }
            finally
            {
                await indexes.AfterImportAsync();
            }
        }
        else if (await HashAsync(requestStream, context.CancellationToken) != import.FileHash)
        {
            throw OtherFile();
        }

        await responseStream.WriteAsync(new ImportRegisterResponse { Result = Result(import) }, context.CancellationToken);
    }

    public override async Task<ListImportRejectsResponse> ListImportRejects(ListImportRejectsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Uuid(request.ImportId, "import_id");
        var size = violations.PageSize(request.PageSize, DefaultPage, LongestPage);
        var (line, field) = RejectToken(request.PageToken, violations);
        violations.ThrowIfAny();

        var rows = await database.ReadAsync(async sql =>
        {
            var import = await ImportStore.GetAsync(sql, request.ImportId) ?? throw Fault.NotFound("import");
            return await ImportStore.RejectsAsync(sql, import.Number, line, field, size + 1);
        }, context.CancellationToken);
        var response = new ListImportRejectsResponse
        {
            NextPageToken = rows.Count > size ? $"{rows[size - 1].Line}:{rows[size - 1].Field}" : "",
        };
        response.Rejects.AddRange(rows.Take(size).Select(row => new ImportReject { Line = row.Line, Field = row.Field, Reason = row.Reason }));
        return response;
    }

    public override async Task DownloadImportRejects(
        DownloadImportRejectsRequest request, IServerStreamWriter<DownloadImportRejectsResponse> responseStream, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Uuid(request.ImportId, "import_id");
        violations.ThrowIfAny();
        var import = await database.ReadAsync(sql => ImportStore.GetAsync(sql, request.ImportId), context.CancellationToken)
            ?? throw Fault.NotFound("import");

        var text = new StringBuilder("line|field|reason\n");
        for (IReadOnlyList<RejectRow> rows = [new RejectRow()]; rows.Count > 0;)
        {
            var last = rows[^1];
            rows = await database.ReadAsync(
                sql => ImportStore.RejectsAsync(sql, import.Number, last.Line, last.Field, LongestPage / 4), context.CancellationToken);
            foreach (var row in rows)
                text.Append(CultureInfo.InvariantCulture, $"{row.Line}|{row.Field}|{row.Reason}\n");
            if (text.Length > 0)
                await responseStream.WriteAsync(new DownloadImportRejectsResponse { Chunk = ByteString.CopyFromUtf8(text.ToString()) }, context.CancellationToken);
            text.Clear();
        }
    }

    private static async Task<(string RequestId, string FileName)> HeaderAsync(
        IAsyncStreamReader<ImportRegisterRequest> requests, CancellationToken cancellation)
    {
        if (!await requests.MoveNext(cancellation) || requests.Current.PartCase != ImportRegisterRequest.PartOneofCase.Header)
            throw Fault.Invalid("header", "Send a header with request_id and file_name before the first chunk.");
        var violations = new Violations();
        var requestId = violations.Uuid(requests.Current.Header.RequestId, "header.request_id");
        var fileName = violations.Text(requests.Current.Header.FileName, "header.file_name", LongestFileName);
        violations.ThrowIfAny();
        return (requestId, fileName);
    }

    /// <summary>The import of a request id: a new one, or the one that an earlier call began.</summary>
    private async Task<ImportRow> StartAsync(ServerCallContext context, string requestId, string fileName)
    {
        var actor = context.Caller().Person.Subject;
        ImportRow? import = null;
        await changes.RunAsync(context, requestId, "", async change =>
        {
            await ImportStore.LockTurnAsync(change.Sql);
            import = await ImportStore.OfRequestAsync(change.Sql, actor, requestId);
            if (import is not null)
            {
                change.Unchanged();
                return;
            }

            import = new ImportRow
            {
                Number = await ImportStore.NextNumberAsync(change.Sql), Id = change.NewId(), FileName = fileName, StartedAt = change.At,
            };
            await ImportStore.InsertAsync(change.Sql, import, actor, requestId);
            change.Audit("registry.import.started", $"imports/{import.Number}", null, new { import = import.Id, file = fileName });
        });
        return import!.FileName == fileName ? import : throw OtherFile();
    }

    private async Task<ImportRow> WithProgressAsync(
        ImportRun run, IAsyncStreamReader<ImportRegisterRequest> requests, IServerStreamWriter<ImportRegisterResponse> responses, CancellationToken cancellation)
    {
        var work = run.RunAsync(requests, cancellation);
        try
        {
            while (await Task.WhenAny(work, Task.Delay(ProgressEvery, clock, cancellation)) != work)
                await responses.WriteAsync(new ImportRegisterResponse { Progress = run.Progress }, cancellation);
        }
        finally
        {
            // However the call ends, the work must have stopped before its resources are disposed.
            await Task.WhenAny(work);
        }

        return await work;
    }

    private static async Task<string> HashAsync(IAsyncStreamReader<ImportRegisterRequest> requests, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var chunk in ImportRun.ChunksAsync(requests, cancellation))
            hash.AppendData(chunk.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static RpcException OtherFile() => Fault.AlreadyExists(
        Reasons.RequestIdReused, "header.request_id", "This request id was used for another file. Use a new UUID for each file.");

    private static (long Line, string Field) RejectToken(string token, Violations violations)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && long.TryParse(token.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return (line, token[(colon + 1)..]);
        violations.Require(token.Length == 0, "page_token", "Send a next_page_token as it was received, or nothing for the first page.");
        return (0, "");
    }

    private static ImportResult Result(ImportRow import) => new()
    {
        ImportId = import.Id,
        Lines = import.LineCount ?? 0,
        SkippedLines = import.SkippedCount ?? 0,
        RejectedLines = import.RejectedCount ?? 0,
        PhysiciansCreated = import.CreatedCount,
        PhysiciansUpdated = import.UpdatedCount,
        PhysiciansUnchanged = import.UnchangedCount ?? 0,
    };
}
