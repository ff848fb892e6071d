using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Discipline;
using OrdreCouncils.Discipline.Enforcement;
using OrdreCouncils.Development.Clock;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The Discipline host, a fake register, and the steps of a case. The clock shows Tuesday 10 March 2026 in Paris.</summary>
internal sealed class DisciplineApp : IAsyncDisposable
{
    public const string Facts = "Un code QR nominatif a été publié.";
    public const string Opinion = "Le conseil est d'avis que le secret a été méconnu.";

    public static readonly DateTimeOffset Start = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    public static readonly string Doctor62 = Physicians.Rpps(620);
    public static readonly string Doctor75 = Physicians.Rpps(750);
    public static readonly string Colleague75 = Physicians.Rpps(751);
    public static readonly string Doctor81 = Physicians.Rpps(810);
    public static readonly string Doctor974 = Physicians.Rpps(9740);

    private readonly DirectoryInfo documents;

    private DisciplineApp(ServiceApp service, RegisterServer register, DirectoryInfo documents)
    {
        Service = service;
        Register = register;
        this.documents = documents;
    }

    public ServiceApp Service { get; }
    public RegisterServer Register { get; }
    public MovableClock Clock => Service.Clock;
    public EnforcementWork Enforcement => Service.Host.Services.GetRequiredService<EnforcementWork>();

    public static async Task<DisciplineApp> StartAsync(SqlEngine engine)
    {
        var (register, clock) = await RegisterAndClockAsync();
        var documents = Directory.CreateTempSubdirectory("ordre-documents-");
        var service = await ServiceApp.StartAsync(DisciplineHost.Build, engine, "svc-discipline", Settings(register, documents), clock);
        return new DisciplineApp(service, register, documents);
    }

    /// <summary>Starts on a store that the caller disposes.</summary>
    public static async Task<DisciplineApp> StartAsync(TestStore store)
    {
        var (register, clock) = await RegisterAndClockAsync();
        var documents = Directory.CreateTempSubdirectory("ordre-documents-");
        var service = await ServiceApp.StartAsync(DisciplineHost.Build, store, "svc-discipline", Settings(register, documents), clock);
        return new DisciplineApp(service, register, documents);
    }

    /// <summary>A second replica: same store, same clock, same register.</summary>
    public Task<ServiceApp> ReplicaAsync() =>
        ServiceApp.StartAsync(DisciplineHost.Build, Service.Store, "svc-discipline", Settings(Register, documents), Clock);

    public Task<TClient> ClientAsync<TClient>(string identity)
        where TClient : ClientBase => Service.ClientAsync<TClient>(identity);

    public Task<AffairsService.AffairsServiceClient> AffairsAsync(string identity = "cnom-discipline") =>
        ClientAsync<AffairsService.AffairsServiceClient>(identity);

    public Task<CasesService.CasesServiceClient> CasesAsync(string identity) => ClientAsync<CasesService.CasesServiceClient>(identity);

    public Task<ReferralsService.ReferralsServiceClient> ReferralsAsync(string identity) => ClientAsync<ReferralsService.ReferralsServiceClient>(identity);

    public Task<DecisionsService.DecisionsServiceClient> DecisionsAsync(string identity) => ClientAsync<DecisionsService.DecisionsServiceClient>(identity);

    public Task<RemediesService.RemediesServiceClient> RemediesAsync(string identity = "chambre-nationale") =>
        ClientAsync<RemediesService.RemediesServiceClient>(identity);

    /// <summary>As a physician, Doctor75 unless named, at the desk for the own cases.</summary>
    public Task<OwnCasesService.OwnCasesServiceClient> OwnCasesAsync(string? rpps = null) =>
        ClientAsync<OwnCasesService.OwnCasesServiceClient>($"medecin-{rpps ?? Doctor75}@own_disciplinary_case");

    public async Task<Affair> OpenAsync(params string[] rpps) => (await (await AffairsAsync()).OpenAffairAsync(Requests.Open(rpps))).Affair;

    /// <summary>The case of one physician of council 75, Doctor75 unless named, with a referral that cdom-75 prepared.</summary>
    public async Task<Referral> PreparedAsync(string? rpps = null)
    {
        var affair = await OpenAsync(rpps ?? Doctor75);
        return (await (await ReferralsAsync("cdom-75")).PrepareReferralAsync(Requests.Prepare(affair.Cases[0].CaseId))).Referral;
    }

    /// <summary>The case of <see cref="PreparedAsync"/>, filed with the chamber of Île-de-France; returns its id.</summary>
    public async Task<string> FiledAsync(string? rpps = null)
    {
        var referral = await PreparedAsync(rpps);
        await (await ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));
        return referral.CaseId;
    }

    /// <summary>The case of <see cref="FiledAsync"/>, decided and notified today.</summary>
    public async Task<Decision> DecidedAsync(Action<RecordDecisionRequest>? edit = null, string? rpps = null)
    {
        var request = Requests.Decide(await FiledAsync(rpps));
        edit?.Invoke(request);
        return (await (await DecisionsAsync("chambre-ile-de-france")).RecordDecisionAsync(request)).Decision;
    }

    /// <summary>Runs what time alone brings about on a day, and tells the register all that it is owed.</summary>
    public async Task<IReadOnlyDictionary<string, (RestrictingSanction Sanction, Date From, Date? Until)>> ShownOnAsync(Date day)
    {
        GoTo(day);
        await Enforcement.RunOnceAsync(CancellationToken.None);
        await Until.TrueAsync(
            async () =>
            {
                await Service.Host.Services.GetRequiredService<OutboxRelay>().DeliverDueAsync(CancellationToken.None);
                return await CountAsync("outbox where delivered_at is null") == 0;
            },
            "the register is told");
        return Register.Shown;
    }

    /// <summary>Moves the clock to about noon in Paris on a day: 11:00 UTC.</summary>
    public void GoTo(Date day) => Clock.AdvanceTo(new DateTimeOffset(day.Year, day.Month, day.Day, 11, 0, 0, TimeSpan.Zero));

    /// <summary>Files of the document storage.</summary>
    public IReadOnlyList<string> StoredFiles => [.. Directory.EnumerateFiles(documents.FullName, "*", SearchOption.AllDirectories)];

    public Task<long> CountAsync(string table) =>
        Service.Database.ReadAsync(sql => sql.ScalarAsync<long>($"select count(*) from {table}"), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Register.DisposeAsync();
        documents.Delete(recursive: true);
    }

    private static async Task<(RegisterServer Register, MovableClock Clock)> RegisterAndClockAsync()
    {
        var register = await RegisterServer.StartAsync();
        register.Councils[Doctor62] = "62";
        register.Councils[Doctor75] = "75";
        register.Councils[Colleague75] = "75";
        register.Councils[Doctor81] = "81";
        register.Councils[Doctor974] = "974";
        var clock = new MovableClock();
        clock.Freeze(Start);
        return (register, clock);
    }

    private static Dictionary<string, string?> Settings(RegisterServer register, DirectoryInfo documents) => new()
    {
        ["Services:registry"] = register.Address,
        ["Encryption:AllowUnprotectedKeys"] = "true",
        ["Documents:Folder"] = documents.FullName,
    };
}
