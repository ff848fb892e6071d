using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Changes;

public class IdempotencyTests
{
    [Theory, Engines]
    public async Task Create_SameIdSameBody_AnswersAlikeAndDoesNothingMore(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote();
        var first = await client.CreateNoteAsync(request);
        var left = await app.Database.LeftAsync();

        var second = await client.CreateNoteAsync(request);

        Assert.Equal(first, second);
        Assert.Equal(left, await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Create_SameIdAfterTheRecordChanged_AnswersAsAtFirst(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote("first");
        var first = await client.CreateNoteAsync(request);
        await client.UpdateNoteAsync(new UpdateNoteRequest { RequestId = Guid.NewGuid().ToString(), Id = first.Note.Id, Text = "second" });

        Assert.Equal(first, await client.CreateNoteAsync(request));
    }

    [Theory, Engines]
    public async Task Create_SameIdOtherBody_IsAlreadyExistsNamingTheField(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote();
        await client.CreateNoteAsync(request);
        var left = await app.Database.LeftAsync();

        var exception = await Faults.FailsAsync(
            StatusCode.AlreadyExists, client.CreateNoteAsync(new CreateNoteRequest(request) { Text = "another text" }));

        Assert.Equal(Reasons.RequestIdReused, exception.Reason());
        Assert.Equal(["request_id"], exception.Fields());
        Assert.Equal(left, await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Update_IdOfAnotherRpc_IsAlreadyExists(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote();
        var note = (await client.CreateNoteAsync(request)).Note;

        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused,
            client.UpdateNoteAsync(new UpdateNoteRequest { RequestId = request.RequestId, Id = note.Id, Text = "second" }));
    }

    [Theory, Engines]
    public async Task Create_SameIdOfAnotherCaller_IsAnotherRequest(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var request = NotesHost.NewNote();

        var first = await (await app.NotesAsync("cdom-75")).CreateNoteAsync(request);
        var second = await (await app.NotesAsync("cnom-registre")).CreateNoteAsync(request);

        Assert.NotEqual(first.Note.Id, second.Note.Id);
    }

    [Theory, Engines]
    public async Task Create_SameIdAfterTheCallersRolesOrCouncilChanged_IsAlreadyExists(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var request = NotesHost.NewNote();
        await (await app.NotesAsync()).CreateNoteAsync(request);
        var left = await app.Database.LeftAsync();

        foreach (var (claim, value) in (IEnumerable<(string, object)>)
            [("council", "62"), ("roles", new[] { "departmental_clerk", "auditor" }), ("chamber", "ile-de-france")])
        {
            var moved = app.ClientWithToken<NotesService.NotesServiceClient>(
                await TestIdentities.TokenAsync("cdom-75", token => token.Claims[claim] = value));
            await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, moved.CreateNoteAsync(request));
        }

        Assert.Equal(left, await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Create_RepeatOfARequestOfAnEarlierRelease_IsAnswered(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote();
        var first = await client.CreateNoteAsync(request);
        await app.Database.WriteAsync(async sql => await sql.ExecuteAsync("update requests set scope = ''") > 0, default);

        Assert.Equal(first, await client.CreateNoteAsync(request));
    }

    [Theory, Engines]
    public async Task Create_FiftyAtOnce_OneEffectAndEqualAnswers(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.CreateNoteAsync(request).ResponseAsync));

        Assert.Single(answers.Distinct());
        Assert.Equal((1, 1, 0, 1), await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Create_FirstOfTwoTwinsFails_TheSecondDoesIt(SqlEngine engine)
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var calls = 0;
        await using var app = await NotesHost.StartAsync(engine, new NoteHooks
        {
            AfterWrites = async _ =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                    return;
                entered.SetResult();
                await release.Task;
                throw Fault.Precondition(Reasons.WrongState, "Not now.");
            },
        });
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote();

        var first = client.CreateNoteAsync(request);
        await entered.Task.InTime();
        var second = client.CreateNoteAsync(request);
        release.SetResult();

        await Faults.FailsAsync(StatusCode.FailedPrecondition, first);
        Assert.NotEmpty((await second).Note.Id);
        Assert.Equal((1, 1, 0, 1), await app.Database.LeftAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-uuid")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task Create_BadRequestId_IsInvalidNamingTheField(string id)
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var client = await app.NotesAsync();

        await Faults.InvalidAsync(client.CreateNoteAsync(new CreateNoteRequest { RequestId = id, Text = "a note", Council = "75" }), "request_id");
    }
}
