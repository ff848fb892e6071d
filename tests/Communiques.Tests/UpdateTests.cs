using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

public class UpdateTests
{
    [Theory, Engines]
    public async Task Update_NewText_AddsARevisionAndAnAuthor(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        var editor = await app.BothRolesAsync("relectrice-imaginaire");
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        var updated = (await editor.UpdateCommuniqueAsync(Some.Update(draft, text => text.Title = "Titre relu"))).Communique;

        Assert.Equal(("Titre relu", 2, "2"), (updated.Text.Title, updated.Revision, updated.Etag));
        Assert.Equal(["cnom-presse", "relectrice-imaginaire"], updated.Authors);
        Assert.Equal(PressApp.Start.AddMinutes(5), updated.RevisedAt.ToDateTimeOffset());
        Assert.Equal(["drafted", "revised"], await app.AuditAsync(draft.Id));
    }

    [Theory, Engines]
    public async Task Update_SameText_WritesNothingAndAddsNoAuthor(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        var editor = await app.BothRolesAsync("relectrice-imaginaire");
        var rows = await app.RowsAsync();

        var updated = (await editor.UpdateCommuniqueAsync(Some.Update(draft, _ => { }))).Communique;

        Assert.Equal(draft, updated);
        Assert.Equal(rows, await app.RowsAsync());
    }

    [Theory, Engines]
    public async Task Update_StaleEtag_IsAborted(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        await app.Writer.UpdateCommuniqueAsync(Some.Update(draft, text => text.Title = "Premier à enregistrer"));

        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, app.Writer.UpdateCommuniqueAsync(Some.Update(draft, text => text.Title = "Second")));

        Assert.Equal("Premier à enregistrer", (await app.GetAsync(draft.Id)).Text.Title);
    }

    [Theory, Engines]
    public async Task Update_SameRequestTwice_AnswersTheFirst(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var request = Some.Update(await app.DraftAsync(), text => text.Title = "Une fois");

        var first = await app.Writer.UpdateCommuniqueAsync(request);
        var second = await app.Writer.UpdateCommuniqueAsync(request);

        Assert.Equal(first, second);
        request.Text.Title = "Deux fois";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, app.Writer.UpdateCommuniqueAsync(request));
    }

    [Theory, Engines]
    public async Task Update_AfterApproval_IsRefusedBeforeAndAfterPublication(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var approved = await app.ApproveAsync(await app.DraftAsync(), app.Clock.GetUtcNow().AddHours(1));

        for (var published = 0; published < 2; published++)
        {
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, Reasons.WrongState,
                app.Writer.UpdateCommuniqueAsync(Some.Update(approved, text => text.Body = "Autre chose.")));
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(approved.Text, (await app.GetAsync(approved.Id)).Text);
    }

    [Fact]
    public async Task Update_BadFields_AreNamedAndNothingIsWritten()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var draft = await app.DraftAsync();
        var before = await app.RowsAsync();

        await Faults.InvalidAsync(
            app.Writer.UpdateCommuniqueAsync(new UpdateCommuniqueRequest { RequestId = "1", Id = "x", Text = Some.Text(text => text.Title = "") }),
            "request_id", "id", "etag", "text.title");
        var absent = Some.Update(draft, text => text.Title = "Nulle part");
        absent.Id = Some.Id();
        await Faults.ReasonAsync(StatusCode.NotFound, Reasons.NotFound, app.Writer.UpdateCommuniqueAsync(absent));

        Assert.Equal(before, await app.RowsAsync());
    }
}
