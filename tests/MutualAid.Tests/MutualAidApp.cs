using Grpc.Core;
using OrdreCouncils.MutualAid;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The mutual-aid service on its own store, and the steps of an aid request.</summary>
internal sealed class MutualAidApp : IAsyncDisposable
{
    public const string Referent = "cdom-75-entraide";
    public const string Instructor = "cnom-entraide";
    public const string Approver = "cnom-entraide-approbateur";
    public const string Treasurer = "cnom-tresorier";
    public const string Identity = "svc-mutual-aid";

    /// <summary>Encryption keys without a certificate, as on a developer's machine.</summary>
    public static readonly IReadOnlyDictionary<string, string?> LocalSettings = new Dictionary<string, string?> { ["Encryption:AllowUnprotectedKeys"] = "true" };

    private readonly DirectoryInfo documents;

    private MutualAidApp(ServiceApp service, RegisterServer register, DirectoryInfo documents) =>
        (Service, Register, this.documents) = (service, register, documents);

    public ServiceApp Service { get; }
    public RegisterServer Register { get; }

    public static async Task<MutualAidApp> StartAsync(SqlEngine engine, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var (register, documents) = (await RegisterServer.StartAsync(), Directory.CreateTempSubdirectory("ordre-documents-"));
        return new(
            await ServiceApp.StartAsync(MutualAidHost.Build, engine, Identity, With(register, documents, settings), TestYear.Clock()), register, documents);
    }

    public static async Task<MutualAidApp> StartAsync(TestStore store, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var (register, documents) = (await RegisterServer.StartAsync(), Directory.CreateTempSubdirectory("ordre-documents-"));
        return new(
            await ServiceApp.StartAsync(MutualAidHost.Build, store, Identity, With(register, documents, settings), TestYear.Clock()), register, documents);
    }

    public Task<AidRequestsService.AidRequestsServiceClient> AidAsync(string? identity) =>
        Service.ClientAsync<AidRequestsService.AidRequestsServiceClient>(identity);

    public Task<EnvelopesService.EnvelopesServiceClient> MoneyAsync(string? identity) =>
        Service.ClientAsync<EnvelopesService.EnvelopesServiceClient>(identity);

    /// <summary>A client of a development identity with other roles or claims.</summary>
    public async Task<TClient> BentAsync<TClient>(string identity, Action<IDictionary<string, object>> claims)
        where TClient : ClientBase =>
        Service.ClientWithToken<TClient>(await TestIdentities.TokenAsync(identity, token => claims(token.Claims)));

    public async Task<Envelope> OpenEnvelopeAsync(long cents, string title = "Covid-19")
    {
        var treasurer = await MoneyAsync(Treasurer);
        return (await treasurer.OpenEnvelopeAsync(Requests.Open(cents, title))).Envelope;
    }

    public async Task<Envelope> EnvelopeAsync(string id) =>
        (await (await MoneyAsync(Treasurer)).GetEnvelopeAsync(new GetEnvelopeRequest { EnvelopeId = id })).Envelope;

    public async Task<AidRequest> SubmitAsync(SubmitAidRequestRequest? request = null, string identity = Referent) =>
        (await (await AidAsync(identity)).SubmitAidRequestAsync(request ?? Requests.Submit())).AidRequest;

    public async Task<AidRequest> InstructAsync(AidRequest request, Envelope envelope, long cents) =>
        (await (await AidAsync(Instructor)).InstructAidRequestAsync(Requests.Instruct(request, envelope, cents))).AidRequest;

    public async Task<AidRequest> InstructedAsync(Envelope envelope, long cents) => await InstructAsync(await SubmitAsync(), envelope, cents);

    /// <summary>Files of the document storage.</summary>
    public IReadOnlyList<string> StoredFiles => [.. Directory.EnumerateFiles(documents.FullName, "*", SearchOption.AllDirectories)];

    public async Task<long> CountAsync(string table) =>
        await Service.Database.ReadAsync(sql => sql.ScalarAsync<long>($"select count(*) from {table}"), CancellationToken.None);

    public Task ExecuteAsync(string statement, object? args = null) => Service.Database.WriteAsync(
        async sql =>
        {
            await sql.ExecuteAsync(statement, args);
            return true;
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Register.DisposeAsync();
        documents.Delete(recursive: true);
    }

    private static Dictionary<string, string?> With(RegisterServer register, DirectoryInfo documents, IReadOnlyDictionary<string, string?>? settings) =>
        new(settings ?? LocalSettings) { ["Services:Registry"] = register.Address, ["Documents:Folder"] = documents.FullName };
}
