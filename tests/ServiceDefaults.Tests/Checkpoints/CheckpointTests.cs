using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Checkpoints;

/// <summary>An owner of the tables who edits the log and computes every hash again is found by the checkpoints, which such an owner cannot sign.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-checkpoints");
    private readonly string key;

    public CheckpointTests() => key = NewKey("key.pem");

    private string Outside => Path.Combine(folder.FullName, "outside");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, Engines]
    public async Task Verify_UntouchedLog_IsComparedWithItsCheckpoints(SqlEngine engine)
    {
        await using var app = await FilledAsync(engine);

        var answer = await VerifyAsync(app);

        Assert.True(answer.Intact, answer.Finding);
        Assert.True(answer.SignedCheckpoints >= 2, answer.ToString());
    }

    [Theory, Engines]
    public async Task Verify_EntryOneEditedAndEveryHashComputedAgain_IsFound(SqlEngine engine)
    {
        await using var app = await FilledAsync(engine);
        await OwnAsync(app, sql => TableOwner.RewriteAsync(sql, 1));

        var answer = await VerifyAsync(app);

        Assert.False(answer.Intact);
        Assert.Contains("the log was rewritten", answer.Finding, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Verify_LogCutWithItsHead_IsFound(SqlEngine engine)
    {
        await using var app = await FilledAsync(engine);
        await OwnAsync(app, async sql =>
        {
            await sql.ExecuteAsync("delete from audit_entries where sequence > 1");
            await sql.ExecuteAsync("update audit_head set sequence = 1, hash = (select hash from audit_entries where sequence = 1)");
        });

        var answer = await VerifyAsync(app);

        Assert.False(answer.Intact);
        Assert.Contains("entries were cut off", answer.Finding, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Verify_CheckpointOfAnotherKeyOrPlace_IsFound(SqlEngine engine)
    {
        await using var app = await FilledAsync(engine);
        await OwnAsync(app, async sql =>
        {
            using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var first = (await CheckpointStore.AllAsync(sql))[0].Sequence;
            var forged = Checkpoint.Sign("notes", new AuditMark(first, new string('a', 64)), DateTimeOffset.UnixEpoch, other);
            await sql.ExecuteAsync("update audit_checkpoints set jws = @forged where sequence = @first", new { forged, first });
        });

        var answer = await VerifyAsync(app);

        Assert.False(answer.Intact);
        Assert.Contains("is not signed by this service", answer.Finding, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Offline_LogAndCheckpointsOfTheStoreRewritten_IsFoundByTheFolder(SqlEngine engine)
    {
        await using var app = await FilledAsync(engine);
        Assert.Equal(0, await OfflineAsync(app, "before.db", "INTACT", "--key", key));
        await OwnAsync(app, async sql =>
        {
            await TableOwner.RewriteAsync(sql, 1);
            await sql.ExecuteAsync("delete from audit_checkpoints");
        });

        Assert.True((await VerifyAsync(app)).Intact);
        Assert.Equal(1, await OfflineAsync(app, "after.db", "rewritten", "--key", key));
    }

    [Fact]
    public async Task Offline_WithAnotherKey_TrustsNoCheckpoint()
    {
        await using var app = await FilledAsync(SqlEngine.Sqlite);

        Assert.Equal(1, await OfflineAsync(app, "copy.db", "not signed by these keys", "--key", NewKey("other.pem")));
        Assert.Equal(0, await OfflineAsync(app, "again.db", "INTACT", "--key", Path.Combine(folder.FullName, "other.pem"), "--key", key));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "verify", "absent.db", "notes", "--checkpoints", ".", "--key", "x.pem")]
    [InlineData(2, "verify", "absent.db", "notes")]
    [InlineData(2, "copy", "Oracle", "x", "y")]
    public async Task Command_WronglyWritten_SaysHow(int code, params string[] words)
    {
        using var error = new StringWriter();

        Assert.Equal(code, await AuditCommand.RunAsync(words, TextWriter.Null, error));

        Assert.Contains("usage:", error.ToString(), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Write_ByReplicasAtOnce_SignsAHeadOnce_AndNothingWithoutNewEntries(SqlEngine engine)
    {
        await using var app = await FilledAsync(engine);
        var keeper = app.Host.Services.GetRequiredService<CheckpointKeeper>();
        // No call and no log of reads adds an entry any more.
        await app.Host.StopAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => keeper.WriteAsync(default)));
        var signed = await app.Database.ReadAsync(CheckpointStore.AllAsync, default);
        await keeper.WriteAsync(default);

        Assert.Equal(signed[^1].Sequence, await app.Database.ReadAsync(sql => sql.ScalarAsync<long>("select sequence from audit_head"), default));
        Assert.Equal(signed.Count, await app.Database.CountAsync("audit_checkpoints"));
        Assert.Equal(signed.Count, Directory.GetFiles(Outside).Length);
    }

    [Fact]
    public async Task Start_WithEntriesAndAKey_SignsAtOnce()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.Sqlite, typeof(NotesHost).Assembly);
        await using (var first = await ServiceApp.StartAsync(NotesHost.Build, store))
            await (await first.NotesAsync()).CreateNoteAsync(NotesHost.NewNote());

        await using var again = await ServiceApp.StartAsync(NotesHost.Build, store, settings: Settings());

        await Until.TrueAsync(async () => await again.Database.CountAsync("audit_checkpoints") == 1, "no checkpoint was signed at the start");
    }

    [Fact]
    public async Task Start_KeyFileIsNone_IsRefusedByName()
    {
        await File.WriteAllTextAsync(key, "no key");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => NotesHost.StartAsync(SqlEngine.Sqlite, settings: Settings()));

        Assert.Contains("Audit:KeyFiles", failure.Message, StringComparison.Ordinal);
    }

    private string NewKey(string name)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, made.ExportPkcs8PrivateKeyPem());
        return file;
    }

    // Without the daily retention, whose reads hold the tables in another order than their owner who edits them.
    private Dictionary<string, string?> Settings() =>
        new() { ["Audit:KeyFiles:0"] = key, ["Audit:Folder"] = Outside, ["Retention:RecordAccesses"] = "none" };

    /// <summary>A log with two checkpoints and an entry after the last one.</summary>
    private async Task<ServiceApp> FilledAsync(SqlEngine engine)
    {
        var app = await NotesHost.StartAsync(engine, settings: Settings());
        var notes = await app.NotesAsync();
        for (var turn = 0; turn < 2; turn++)
        {
            await notes.CreateNoteAsync(NotesHost.NewNote());
            await app.Host.Services.GetRequiredService<CheckpointKeeper>().WriteAsync(default);
        }

        await notes.CreateNoteAsync(NotesHost.NewNote());
        return app;
    }

    private static async Task<VerifyAuditLogResponse> VerifyAsync(ServiceApp app) =>
        await (await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit")).VerifyAuditLogAsync(new VerifyAuditLogRequest());

    private static async Task OwnAsync(ServiceApp app, Func<SqlSession, Task> edit) => await app.Database.WriteAsync(
        async sql =>
        {
            await TableOwner.DropTriggersAsync(sql);
            await edit(sql);
            return true;
        },
        CancellationToken.None);

    private async Task<int> OfflineAsync(ServiceApp app, string name, string says, params string[] keys)
    {
        var file = Path.Combine(folder.FullName, name);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, await AuditCommand.RunAsync(["copy", app.Store.Engine.ToString(), app.Store.ConnectionString, file], output, error));

        output.GetStringBuilder().Clear();
        var code = await AuditCommand.RunAsync(["verify", file, "notes", "--checkpoints", Outside, .. keys], output, error);

        Assert.Contains(says, output.ToString(), StringComparison.Ordinal);
        return code;
    }
}
