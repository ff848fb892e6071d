using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Imports;

/// <summary>The import call: its messages, its repetition, and its cancellation.</summary>
public sealed class ImportCallTests
{
    [Theory, Engines]
    public async Task ImportRegister_Repeated_AnswersTheFirstResult(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        byte[] file = new RegisterFile().Line();
        var id = RegistryApp.NewId();
        var first = await app.ImportAsync(file, id);

        Assert.Equal(first, await app.ImportAsync(file, id, chunk: 10));

        Assert.Equal(1, await app.CountAsync("register_imports"));
        foreach (var (other, name) in new[] { ((byte[])new RegisterFile().Line(RegisterFile.Jean), "register.txt"), (file, "other.txt") })
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => app.ImportAsync(other, id, name));
            Assert.Equal((StatusCode.AlreadyExists, Reasons.RequestIdReused), (refused.StatusCode, refused.Reason()));
        }

        Assert.Equal(1, await app.CountAsync("physicians"));
    }

    [Theory, Engines]
    public async Task ImportRegister_CancelledHalfway_KeepsWholeBatchesAndARepeatCompletes(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (bytes, counts) = await InventedRegister.BytesAsync(new InventedFile { Physicians = 14_000, OthersPercent = 0, BrokenLines = 16 });
        var id = RegistryApp.NewId();
        using (var call = (await app.ImportsAsync()).ImportRegister())
        {
            await call.RequestStream.WriteAsync(new ImportRegisterRequest { Header = new ImportHeader { RequestId = id, FileName = "register.txt" } });
            foreach (var part in bytes.AsSpan(0, bytes.Length * 2 / 3).ToArray().Chunk(100_000))
                await call.RequestStream.WriteAsync(new ImportRegisterRequest { Chunk = ByteString.CopyFrom(part) });
            // Each query moves the clock on by the interval of progress messages, until the first batch is committed.
            while (await app.CountAsync("physicians") == 0)
                app.App.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var halfway = await app.CountAsync("physicians");
        Assert.InRange(halfway, 1, counts.Physicians - 1);
        Assert.Equal(halfway, await app.App.Database.ReadAsync(sql => sql.ScalarAsync<long>("select created_count from register_imports"), default));

        var result = await app.ImportAsync(bytes, id);

        Assert.Equal((counts.Physicians, 0, 0), (result.PhysiciansCreated, result.PhysiciansUpdated, result.PhysiciansUnchanged));
        Assert.Equal(counts.BrokenLines, result.RejectedLines);
        Assert.Equal(counts.Physicians, await app.CountAsync("physicians"));
        Assert.Equal(result, await app.ImportAsync(bytes, id));
    }

    [Theory, Engines]
    public async Task ImportRegister_TwoAtOnce_EnterEveryoneOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (bytes, counts) = await InventedRegister.BytesAsync(new InventedFile { Physicians = 2_000 });

        var results = await Task.WhenAll(app.ImportAsync(bytes), app.ImportAsync(bytes));

        Assert.Equal(counts.Physicians, results.Sum(result => result.PhysiciansCreated));
        Assert.Equal(counts.Physicians, results.Sum(result => result.PhysiciansUnchanged));
        Assert.Equal(counts.Physicians, await app.CountAsync("physicians"));
    }

    [Theory, Engines]
    public async Task ImportRegister_Audit_NamesTheRegistrarAndHolds(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        var entries = (await audit.ListAuditEntriesAsync(new ListAuditEntriesRequest { Subject = "imports/1" })).Entries;

        Assert.Equal(["registry.import.started", "registry.import.batch_written", "registry.import.completed"], entries.Select(entry => entry.Kind));
        Assert.All(entries, entry => Assert.Equal("cnom-registre", entry.Actor));
        Assert.True((await audit.VerifyAuditLogAsync(new VerifyAuditLogRequest())).Intact);
    }

    private static readonly Dictionary<string, (Func<ImportRegisterRequest[]> Messages, string[] Fields)> WrongMessages = new()
    {
        ["ImportRegister_NoMessage_InvalidArgument"] = (() => [], ["header"]),
        ["ImportRegister_ChunkFirst_InvalidArgument"] = (() => [Chunk(1)], ["header"]),
        ["ImportRegister_EmptyHeader_InvalidArgument"] =
            (() => [new ImportRegisterRequest { Header = new ImportHeader() }], ["header.file_name", "header.request_id"]),
        ["ImportRegister_SecondHeader_InvalidArgument"] = (() => [Header(), Header()], ["chunk"]),
        ["ImportRegister_EmptyChunk_InvalidArgument"] = (() => [Header(), Chunk(0)], ["chunk"]),
        ["ImportRegister_ChunkTooLarge_InvalidArgument"] = (() => [Header(), Chunk((256 * 1024) + 1)], ["chunk"]),
        ["ImportRegister_NoByte_InvalidArgument"] = (() => [Header()], ["header line"]),
        ["ImportRegister_AnotherKindOfFile_InvalidArgument"] =
            (() => [Header(), new ImportRegisterRequest { Chunk = ByteString.CopyFromUtf8("a;b\n1;2\n") }], ["header line"]),
    };

    [Theory, EachCase(nameof(WrongMessages))]
    public async Task WrongMessages_AreNamed(SqlEngine engine, string call)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (messages, fields) = WrongMessages[call];

        Assert.Equal(fields, await RefusedAsync(app, messages()));

        Assert.Equal(0, await app.CountAsync("physicians"));
    }

    private static ImportRegisterRequest Header() => new() { Header = new ImportHeader { RequestId = RegistryApp.NewId(), FileName = "f" } };

    private static ImportRegisterRequest Chunk(int length) => new() { Chunk = ByteString.CopyFrom(new byte[length]) };

    private static async Task<IEnumerable<string>> RefusedAsync(RegistryApp app, params ImportRegisterRequest[] messages)
    {
        using var call = (await app.ImportsAsync()).ImportRegister();
        try
        {
            foreach (var message in messages)
                await call.RequestStream.WriteAsync(message);
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // The call ended before the last message; the status is read below.
        }

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(default))
            {
            }
        });
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused.Fields().Distinct().Order();
    }
}
