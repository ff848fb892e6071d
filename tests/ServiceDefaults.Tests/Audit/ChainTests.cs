using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Audit;

public class ChainTests
{
    [Theory, Engines]
    public async Task Verify_AfterManyWritersAtOnceOnTwoReplicas_IsIntact(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        await using var twin = await ServiceApp.StartAsync(NotesHost.Build, app.Store);
        NotesService.NotesServiceClient[] clients = [await app.NotesAsync(), await twin.NotesAsync()];

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => clients[i % 2].CreateNoteAsync(NotesHost.NewNote()).ResponseAsync));

        var auditor = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        var answer = await auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest());
        Assert.True(answer.Intact, answer.Finding);
        Assert.Equal((60, 0), (answer.Head.Sequence, answer.FirstBrokenSequence));
        var held = await auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest { Checkpoint = answer.Head });
        Assert.True(held.Intact, held.Finding);
    }

    [Theory, Engines]
    public async Task List_Pages_GiveEveryEntryOnceInOrder(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();
        for (var i = 0; i < 7; i++)
            await client.CreateNoteAsync(NotesHost.NewNote());
        var auditor = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        var seen = new List<AuditEntry>();
        var token = "";
        do
        {
            var page = await auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { PageSize = 3, PageToken = token });
            seen.AddRange(page.Entries);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        var notes = seen.Where(entry => entry.Kind == "testbed.note.created").ToList();
        Assert.Equal(7, notes.Count);
        Assert.Equal(seen.Select(entry => entry.Sequence), seen.Select(entry => entry.Sequence).Order());
        // The testbed serves mutual aid too, so its audit shows no person and no reason.
        Assert.All(notes, entry => Assert.Equal(
            ("person", "/ordre.testbed.v1.NotesService/CreateNote", ""), (entry.Actor, entry.Operation, entry.Reason)));
        var stored = await app.Database.ReadAsync(
            sql => sql.QueryAsync<(string Actor, string Reason)>("select actor, reason from audit_entries where kind = 'testbed.note.created'"), default);
        Assert.Equal(Enumerable.Repeat(("cdom-75", "as told"), 7), stored);
        var one = await auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { Subject = notes[3].Subject });
        Assert.Equal(notes[3], Assert.Single(one.Entries));
    }

    [Fact]
    public async Task Audit_WrongArguments_AreNamed()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var auditor = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        await Faults.InvalidAsync(auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { PageSize = 1001 }), "page_size");
        await Faults.InvalidAsync(auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { PageSize = -1 }), "page_size");
        await Faults.InvalidAsync(auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { PageToken = "-1" }), "page_token");
        await Faults.InvalidAsync(auditor.ListRecordAccessesAsync(new ListRecordAccessesRequest()), "subject");
        await Faults.InvalidAsync(
            auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest { Checkpoint = new AuditCheckpoint { Sequence = 3 } }), "checkpoint");
    }

    [Fact]
    public async Task Verify_HeadThatIsNoHash_IsAFindingNotAnError()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        await app.Database.WriteAsync(async sql => await sql.ExecuteAsync("update audit_head set hash = 'nonsense'") == 1, CancellationToken.None);
        var auditor = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        var answer = await auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest());

        Assert.False(answer.Intact);
        Assert.Empty(answer.Head.Hash);
        // Restore the head of the log, because this read is logged too.
        await app.Database.WriteAsync(
            async sql => await sql.ExecuteAsync("update audit_head set hash = @Genesis", new { AuditChain.Genesis }) == 1, CancellationToken.None);
    }

    [Fact]
    public void Hash_ValuesThatJoinAlike_Differ()
    {
        // Each value has its length in front, so moving a character to the next column changes the hash.
        var one = AuditChain.Hash(AuditChain.Genesis, new AuditRow { Sequence = 1, Actor = "ab", OnBehalfOf = "c" });
        var other = AuditChain.Hash(AuditChain.Genesis, new AuditRow { Sequence = 1, Actor = "a", OnBehalfOf = "bc" });

        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Hash_KnownEntry_IsWhatItEverWas()
    {
        // Computed independently from the description in AuditChain. With another algorithm every existing log would look edited.
        var row = new AuditRow { Sequence = 7, At = new DateTimeOffset(2026, 7, 1, 8, 30, 0, TimeSpan.Zero), Actor = "cdom-75", Body = "{\"v\":1}" };
        using var bytes = new MemoryStream();
        bytes.Write(new byte[32]);
        foreach (var value in (string[])["7", "63918491400000000", "cdom-75", "", "", "", "", "", "", "{\"v\":1}"])
        {
            var utf8 = System.Text.Encoding.UTF8.GetBytes(value);
            bytes.Write([0, 0, 0, (byte)utf8.Length]);
            bytes.Write(utf8);
        }

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.ToArray())), AuditChain.Hash(AuditChain.Genesis, row));
    }
}
