using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

public class DraftTests
{
    [Theory, Engines]
    public async Task Draft_GoodText_IsKeptAsWritten(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var text = Some.Text(t =>
        {
            t.Kind = CommuniqueKind.JointStatement;
            t.CoSignatories.Add("Collège imaginaire de médecine");
            t.CoSignatories.Add("Fédération inventée des spécialités");
        });

        var draft = await app.DraftAsync(text);

        Assert.Equal(text, draft.Text);
        Assert.Equal((CommuniqueStatus.Draft, 1, "1"), (draft.Status, draft.Revision, draft.Etag));
        Assert.Equal(["cnom-presse"], draft.Authors);
        Assert.Equal(PressApp.Start, draft.DraftedAt.ToDateTimeOffset());
        Assert.Equal(draft, await app.GetAsync(draft.Id));
        Assert.Equal(["drafted"], await app.AuditAsync(draft.Id));
    }

    [Theory, Engines]
    public async Task Draft_SameRequestTwice_AnswersTheFirst(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var request = new DraftCommuniqueRequest { RequestId = Some.Id(), Text = Some.Text() };

        var first = await app.Writer.DraftCommuniqueAsync(request);
        var rows = await app.RowsAsync();
        var second = await app.Writer.DraftCommuniqueAsync(request);

        Assert.Equal(first, second);
        Assert.Equal(rows, await app.RowsAsync());
        request.Text.Title = "Autre titre";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, app.Writer.DraftCommuniqueAsync(request));
    }

    public static TheoryData<string, Action<CommuniqueText>> BadTexts => new()
    {
        { "text.kind", text => text.Kind = CommuniqueKind.Unspecified },
        { "text.kind", text => text.Kind = (CommuniqueKind)99 },
        { "text.title", text => text.Title = " " },
        { "text.title", text => text.Title = new string('a', 301) },
        { "text.title", text => text.Title = "Deux\nlignes" },
        { "text.title", text => text.Title = "Hors XML \uFFFE" },
        { "text.title", text => text.Title = "Retourné \u202Etxet" },
        { "text.place", text => text.Place = "" },
        { "text.place", text => text.Place = "Pa\u200Bris" },
        { "text.dated_on", text => text.DatedOn = null },
        { "text.dated_on", text => text.DatedOn.Day = 31 },
        { "text.body", text => text.Body = "" },
        { "text.body", text => text.Body = new string('a', 50_001) },
        { "text.body", text => text.Body = "![logo](https://www.ordre.example/logo.png)" },
        { "text.body", text => text.Body = "[ici](javascript:alert(1))" },
        { "text.body", text => text.Body = "<javascript:alert(1)>" },
        { "text.body", text => text.Body = "[ici](/relatif)" },
        { "text.body", text => text.Body = "[ici](https://www.ordre.example@ailleurs.example/)" },
        { "text.body", text => text.Body = string.Concat(Enumerable.Repeat("> ", 2000)) + "profond" },
        { "text.body", text => text.Body = "Une ligne\u2028une autre" },
        { "text.body", text => text.Body = "[r]: https://www.ordre.example/" },
        { "text.body", text => text.Body = "---" },
        { "text.body", text => text.Body = "- &nbsp;\n- &shy;" },
        { "text.body", text => text.Body = "Voir [](https://www.ordre.example/)." },
        { "text.body", text => text.Body = "#\n\nTexte" },
        { "text.body", text => text.Body = "Texte " + new string('[', 201) },
        { "text.body", text => text.Body = "Texte " + string.Concat(Enumerable.Repeat("*a_ ", 501)) },
        { "text.body", text => text.Body = new string('>', 17) + " profond" },
        { "text.body", text => text.Body = string.Concat(Enumerable.Repeat("1. - ", 9)) + "profond" },
        { "text.contact.name", text => text.Contact.Name = "" },
        { "text.contact.name", text => text.Contact.Name = "Odile\tFontbrune" },
        { "text.contact", text => text.Contact.Phone = text.Contact.Email = "" },
        { "text.contact.phone", text => text.Contact.Phone = "demander à l’accueil" },
        { "text.contact.email", text => text.Contact.Email = "presse@\"onclick=" },
        { "text.co_signatories", text => text.CoSignatories.Add("Un autre") },
        { "text.co_signatories", text => text.Kind = CommuniqueKind.JointStatement },
        {
            "text.co_signatories[0]", text =>
            {
                text.Kind = CommuniqueKind.JointStatement;
                text.CoSignatories.Add("Collège\u00ADimaginaire");
            }
        },
        {
            "text.co_signatories[1]", text =>
            {
                text.Kind = CommuniqueKind.JointStatement;
                text.CoSignatories.Add(["Académie de l’Essai", "ACADÉMIE  de l'essai"]);
            }
        },
        {
            "text.co_signatories[0]", text =>
            {
                text.Kind = CommuniqueKind.JointStatement;
                text.CoSignatories.Add("Conseil national de l'Ordre des médecins");
            }
        },
        { "text.rectifies", text => text.Rectifies = "le-precedent" },
    };

    [Theory, MemberData(nameof(BadTexts), DisableDiscoveryEnumeration = true)]
    public async Task Draft_BadField_IsNamedAndNothingIsWritten(string field, Action<CommuniqueText> spoil)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var before = await app.RowsAsync();

        await Faults.InvalidAsync(
            app.Writer.DraftCommuniqueAsync(new DraftCommuniqueRequest { RequestId = Some.Id(), Text = Some.Text(spoil) }), field);

        Assert.Equal(before, await app.RowsAsync());
    }

    [Fact]
    public async Task Draft_Nothing_NamesEveryField()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);

        await Faults.InvalidAsync(app.Writer.DraftCommuniqueAsync(new DraftCommuniqueRequest()), "request_id", "text");
        await Faults.InvalidAsync(
            app.Writer.DraftCommuniqueAsync(new DraftCommuniqueRequest { RequestId = Some.Id(), Text = new CommuniqueText() }),
            "text.kind", "text.title", "text.place", "text.dated_on", "text.body", "text.contact.name", "text.contact");
    }

    [Theory, Engines]
    public async Task Draft_RectifyingADraft_IsRefused(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var original = await app.DraftAsync();
        var embargoed = await app.ApproveAsync(await app.DraftAsync(), app.Clock.GetUtcNow().AddHours(1));

        foreach (var id in new[] { original.Id, embargoed.Id, Some.Id() })
        {
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, "RECTIFIED_NOT_PUBLISHED",
                app.Writer.DraftCommuniqueAsync(new DraftCommuniqueRequest { RequestId = Some.Id(), Text = Some.Text(text => text.Rectifies = id) }));
        }
    }
}
