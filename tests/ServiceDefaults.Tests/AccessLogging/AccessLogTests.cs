using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.AccessLogging;

public class AccessLogTests
{
    [Theory, Engines]
    public async Task Reads_OfOneRecord_AreCountedAndFlushedByAStop(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var note = (await (await app.NotesAsync("cdom-75")).CreateNoteAsync(NotesHost.NewNote())).Note;
        var partner = await app.NotesAsync("cnam");
        for (var i = 0; i < 25; i++)
            await partner.GetNoteAsync(new GetNoteRequest { Id = note.Id });

        await app.Host.StopAsync();

        var rows = await RowsAsync(app);
        Assert.Equal(25, rows.Sum(row => row.Count));
        Assert.True(rows.Count < 25, "Equal reads are counted together.");
        Assert.All(rows, row => Assert.Equal(("cnam", $"notes/{note.Id}", true), (row.Actor, row.Subject, row.Granted)));
        await IntactAsync(app);
    }

    [Fact]
    public async Task Refusal_OfAKnownCaller_IsRemembered()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.NotesAsync("cnam")).CreateNoteAsync(NotesHost.NewNote()));

        await app.Host.StopAsync();

        var row = Assert.Single(await RowsAsync(app));
        Assert.Equal(("cnam", "refused", false), (row.Actor, row.Subject, row.Granted));
    }

    [Fact]
    public async Task Read_OutOfScope_IsRememberedAsRefused()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var note = (await (await app.NotesAsync("cdom-75")).CreateNoteAsync(NotesHost.NewNote())).Note;
        var other = await app.NotesAsync("cdom-13");
        for (var i = 0; i < 5; i++)
            await Faults.FailsAsync(StatusCode.NotFound, other.GetNoteAsync(new GetNoteRequest { Id = note.Id }));

        await app.Host.StopAsync();

        var rows = await RowsAsync(app);
        Assert.Equal(5, rows.Sum(row => row.Count));
        Assert.All(rows, row => Assert.Equal(("cdom-13", "not found", false), (row.Actor, row.Subject, row.Granted)));
        await IntactAsync(app);
    }

    [Fact]
    public async Task Stream_ThatItsReaderBreaksOff_IsRememberedAsFarAsItWent()
    {
        var shown = new TaskCompletionSource();
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite, new NoteHooks
        {
            AfterStreamed = context =>
            {
                shown.TrySetResult();
                return new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
            },
        });
        var client = await app.NotesAsync("cnom-registre");
        var first = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;
        await client.CreateNoteAsync(NotesHost.NewNote());

        using (var call = client.ReadNotes(new ReadNotesRequest()))
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            await shown.Task.InTime();
        }

        await app.Host.StopAsync();

        var row = Assert.Single(await RowsAsync(app));
        Assert.Equal(("cnom-registre", $"notes/{first.Id}"), (row.Actor, row.Subject));
    }

    [Theory, Engines]
    public async Task Reads_WhileTheStoreIsAway_AreWrittenOnceItIsBack(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync("cdom-75");
        var note = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;
        await ExecuteAsync(app, "alter table record_accesses rename to gone");
        for (var i = 0; i < 10; i++)
            await client.GetNoteAsync(new GetNoteRequest { Id = note.Id });
        await Until.TrueAsync(() => app.Logs.All.Any(line => line.Contains("waits until its store answers", StringComparison.Ordinal)), "the failed write");

        await ExecuteAsync(app, "alter table gone rename to record_accesses");

        await Until.TrueAsync(async () => (await RowsAsync(app)).Sum(row => row.Count) == 10, "every read written");
        await IntactAsync(app);
    }

    [Theory, Engines]
    [Engines("delete from record_accesses")]
    public async Task Reads_Tampered_AreFound(SqlEngine engine, string statement = "")
    {
        string[] statements = statement.Length > 0 ? [statement] :
        [
            "update record_accesses set actor = 'nobody'", "update record_accesses set subject = 'notes/other'", "update record_accesses set count = count + 1",
            "update record_accesses set last_at = first_at, first_at = (select max(at) from audit_entries)", "update record_accesses set granted = not granted",
            "update record_accesses set batch = 'another'",
            "insert into record_accesses select 'x', 'x', subject, actor, on_behalf_of, operation, purpose, granted, count, first_at, last_at, reader_body, revision from record_accesses",
            "update record_accesses set reader_body = 'council 13'", "update record_accesses set revision = 5", "update record_accesses set reader_body = ''",
        ];
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync("cdom-75");
        var note = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;
        await client.GetNoteAsync(new GetNoteRequest { Id = note.Id });
        await app.Host.StopAsync();
        await IntactAsync(app);

        foreach (var tamper in statements)
        {
            await app.Database.WriteAsync(
                async sql =>
                {
                    await TableOwner.DropTriggersAsync(sql);
                    await sql.ExecuteAsync(tamper);
                    var finding = await OrdreCouncils.ServiceDefaults.AuditReading.AuditVerifier.VerifyAsync(sql, []);
                    Assert.False(finding.Intact, tamper);
                    return false;
                },
                CancellationToken.None);
        }
    }

    [Fact]
    public async Task List_PhysicianForAnotherRecord_AnswersAsAbsent()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var physician = await app.ClientAsync<AuditService.AuditServiceClient>("medecin-10001234567");

        Assert.Empty((await physician.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = "physicians/10001234567" })).Accesses);
        await Faults.FailsAsync(
            StatusCode.NotFound, physician.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = "physicians/10001234568" }));
        await Faults.FailsAsync(StatusCode.NotFound, physician.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = "refused" }));
    }

    [Theory, Engines]
    public async Task List_OverOnePage_GivesEachAccessOnce(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var note = (await (await app.NotesAsync("cdom-75")).CreateNoteAsync(NotesHost.NewNote())).Note;
        var readers = new[] { "cdom-75", "cnam", "cnom-registre" };
        foreach (var reader in readers)
            await (await app.NotesAsync(reader)).GetNoteAsync(new GetNoteRequest { Id = note.Id });
        var auditor = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        var asked = new ListRecordAccessesRequest { Subject = $"notes/{note.Id}", PageSize = 1 };
        await Until.TrueAsync(async () => (await RowsAsync(app)).Count(row => row.Subject == asked.Subject) == readers.Length, "every read written");

        var seen = new List<RecordAccess>();
        do
        {
            var page = await auditor.ListRecordAccessesAsync(asked);
            seen.Add(Assert.Single(page.Accesses));
            asked.PageToken = page.NextPageToken;
        }
        while (asked.PageToken.Length > 0);

        Assert.Equal(readers.Length, seen.Count);
        Assert.Equal(
            ["cdom-75 council 75", "cnam partner cnam", "cnom-registre national_registrar"],
            await app.Database.ReadAsync(
                sql => sql.QueryAsync<string>("select actor || ' ' || reader_body from record_accesses where subject like 'notes/%' order by 1"), default));
        Assert.True(seen.SequenceEqual(seen.OrderByDescending(access => access.LastAt.ToDateTimeOffset())), "Most recent first.");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1_x")]
    [InlineData("99999999999999999999_0198a3f0-0000-7000-8000-000000000000")]
    [InlineData("999999999999999999_0198a3f0-0000-7000-8000-000000000000")]
    public async Task List_TokenThatIsNone_IsRefused(string token)
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var auditor = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        await Faults.FailsAsync(
            StatusCode.InvalidArgument, auditor.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = "notes/1", PageToken = token }));
    }

    private static Task<bool> ExecuteAsync(ServiceApp app, string statement) => app.Database.WriteAsync(
        async sql =>
        {
            await sql.ExecuteAsync(statement);
            return true;
        },
        CancellationToken.None);

    private static Task<IReadOnlyList<(string Actor, string Subject, bool Granted, int Count)>> RowsAsync(ServiceApp app) => app.Database.ReadAsync(
        sql => sql.QueryAsync<(string, string, bool, int)>("select actor, subject, granted, count from record_accesses"), CancellationToken.None);

    private static async Task IntactAsync(ServiceApp app)
    {
        var finding = await app.Database.SnapshotAsync(
            sql => OrdreCouncils.ServiceDefaults.AuditReading.AuditVerifier.VerifyAsync(sql, []), CancellationToken.None);
        Assert.True(finding.Intact, finding.Finding);
    }
}
