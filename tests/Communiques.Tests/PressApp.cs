using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Communiques;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.Development.Clock;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Client = OrdreCouncils.Protos.Communiques.V1.CommuniquesService.CommuniquesServiceClient;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>The service with a stopped clock, a client for a writer and one for an approver, and an anonymous HTTP client.</summary>
public sealed class PressApp : IAsyncDisposable
{
    public const string PublicAddress = "https://www.ordre.example";

    /// <summary>Start of the clock: 10:00:00.25 in Paris, on a past day, because HTTP clients ignore dates in the future.</summary>
    public static readonly DateTimeOffset Start = new(2024, 11, 22, 9, 0, 0, 250, TimeSpan.Zero);

    private readonly DirectoryInfo documents;

    private PressApp(ServiceApp app, Client writer, Client approver, DirectoryInfo documents)
    {
        this.documents = documents;
        App = app;
        Writer = writer;
        Approver = approver;
    }

    public ServiceApp App { get; }
    public Client Writer { get; }
    public Client Approver { get; }
    public MovableClock Clock => App.Clock;
    public HttpClient Public => App.Http;

    public static async Task<PressApp> StartAsync(SqlEngine engine, TestStore? store = null, MovableClock? clock = null)
    {
        if (clock is null)
        {
            clock = new MovableClock();
            clock.Freeze(Start);
        }

        var documents = Directory.CreateTempSubdirectory("ordre-documents-");
        var settings = new Dictionary<string, string?>
        {
            ["PublicPages:Address"] = PublicAddress,
            ["Documents:Folder"] = documents.FullName,
            ["Encryption:AllowUnprotectedKeys"] = "true",
        };
        var app = store is null
            ? await ServiceApp.StartAsync(CommuniquesHost.Build, engine, settings: settings, clock: clock)
            : await ServiceApp.StartAsync(CommuniquesHost.Build, store, settings: settings, clock: clock);
        return new PressApp(app, await app.ClientAsync<Client>("cnom-presse"), await app.ClientAsync<Client>("cnom-presse-approbateur"), documents);
    }

    /// <summary>A client of an invented person who holds both press roles.</summary>
    public async Task<Client> BothRolesAsync(string subject) => App.ClientWithToken<Client>(await TestIdentities.TokenAsync(
        "cnom-presse", token =>
        {
            token.Claims["sub"] = subject;
            token.Claims["roles"] = new[] { "press_writer", "press_approver" };
        }));

    public async Task<Communique> DraftAsync(CommuniqueText? text = null) =>
        (await Writer.DraftCommuniqueAsync(new DraftCommuniqueRequest { RequestId = Some.Id(), Text = text ?? Some.Text() })).Communique;

    public async Task<Communique> ApproveAsync(Communique draft, DateTimeOffset embargoAt) =>
        (await Approver.ApproveCommuniqueAsync(Some.Approval(draft, embargoAt))).Communique;

    /// <summary>Drafts a communiqué and approves it without an embargo, so that the public sees it at once.</summary>
    public async Task<Communique> PublishAsync(CommuniqueText? text = null) => await ApproveAsync(await DraftAsync(text), Clock.GetUtcNow());

    public async Task<Communique> GetAsync(string id) => (await Writer.GetCommuniqueAsync(new GetCommuniqueRequest { Id = id })).Communique;

    public Task RecordPublicationsAsync() =>
        App.Host.Services.GetRequiredService<PublicationWork>().RunOnceAsync(CancellationToken.None);

    /// <summary>The kinds of the audit entries of a communiqué, oldest first.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(string id)
    {
        var auditor = await App.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        var entries = await auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { Subject = $"communiques/{id}" });
        return [.. entries.Entries.Select(entry => entry.Kind.Split('.')[2])];
    }

    /// <summary>Number of rows in all tables that a refused call must not change.</summary>
    public Task<long> RowsAsync() => App.Database.ReadAsync(
        sql => sql.ScalarAsync<long>(
            """
            select (select count(*) from communiques) + (select count(*) from communique_texts) + (select count(*) from approvals)
                + (select count(*) from publications)
                + (select count(*) from communique_attachments) + (select count(*) from approval_attachments)
                + (select count(*) from audit_entries where operation <> 'AccessLog') + (select count(*) from requests)
            """), CancellationToken.None);

    public Task ExecuteAsync(string statement) => App.Database.WriteAsync(
        async sql =>
        {
            await sql.ExecuteAsync(statement);
            return true;
        }, CancellationToken.None);

    /// <summary>Files of the document storage.</summary>
    public IReadOnlyList<string> StoredFiles => [.. Directory.EnumerateFiles(documents.FullName, "*", SearchOption.AllDirectories)];

    public Task<long> CountAsync(string table) =>
        App.Database.ReadAsync(sql => sql.ScalarAsync<long>($"select count(*) from {table}"), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        documents.Delete(recursive: true);
    }
}

/// <summary>Valid values; a test changes the fields that it is about. All persons are invented.</summary>
public static class Some
{
    public static string Id() => Guid.CreateVersion7().ToString();

    public static CommuniqueText Text(Action<CommuniqueText>? edit = null)
    {
        var text = new CommuniqueText
        {
            Kind = CommuniqueKind.PressRelease,
            Title = "Secret médical : l’Ordre rappelle la règle à l’été",
            Place = "Paris",
            DatedOn = new Date { Year = 2026, Month = 11, Day = 22 },
            Body = "L’Ordre des médecins **rappelle** que les données médicales n’ont pas d’autre usage que le soin.",
            Contact = new PressContact { Name = "Odile Fontbrune", Phone = "01 99 00 12 34", Email = "presse@ordre.example" },
        };
        edit?.Invoke(text);
        return text;
    }

    public static ApproveCommuniqueRequest Approval(Communique draft, DateTimeOffset embargoAt) =>
        new()
        {
            RequestId = Id(), Id = draft.Id, Etag = draft.Etag, EmbargoAt = embargoAt.ToTimestamp(),
            AttachmentSha256 = { draft.Attachments.Select(file => file.Sha256) },
        };

    public static UpdateCommuniqueRequest Update(Communique draft, Action<CommuniqueText> edit)
    {
        var text = draft.Text.Clone();
        edit(text);
        return new UpdateCommuniqueRequest { RequestId = Id(), Id = draft.Id, Etag = draft.Etag, Text = text };
    }

    public static WithdrawApprovalRequest Withdrawal(Communique approved) =>
        new() { RequestId = Id(), Id = approved.Id, Etag = approved.Etag, Reason = "Une date est à vérifier." };
}
