using System.Text;
using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Development.Clock;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry;

/// <summary>The Registry's real host, and calls shared by its tests. The clock is stopped on 15 March 2026, 10:00 in Paris.</summary>
internal sealed class RegistryApp : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 3, 15);

    /// <summary>Settings besides the store's: encryption keys without a certificate.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?> { ["Encryption:AllowUnprotectedKeys"] = "true" };

    private RegistryApp(ServiceApp app) => App = app;

    public ServiceApp App { get; }

    public static async Task<RegistryApp> StartAsync(SqlEngine engine, params (string Key, string Value)[] settings) => new(await ServiceApp.StartAsync(
        RegistryHost.Build, engine, settings: With(settings), clock: Frozen()));

    /// <summary>Starts on a shared store: a replica, or the same service restarted.</summary>
    public static async Task<RegistryApp> StartAsync(TestStore store, MovableClock? clock = null, params (string Key, string Value)[] settings) => new(await ServiceApp.StartAsync(
        RegistryHost.Build, store, settings: With(settings), clock: clock ?? Frozen()));

    /// <summary>Wraps an app that the caller disposes.</summary>
    public static RegistryApp On(ServiceApp app) => new(app);

    public Task<PhysiciansService.PhysiciansServiceClient> PhysiciansAsync(string? identity = "cnam") =>
        App.ClientAsync<PhysiciansService.PhysiciansServiceClient>(identity);

    public Task<VerificationService.VerificationServiceClient> VerificationAsync(string? identity = "cnam") =>
        App.ClientAsync<VerificationService.VerificationServiceClient>(identity);

    public Task<RegisterChangesService.RegisterChangesServiceClient> ChangesAsync(string? identity = "cnam") =>
        App.ClientAsync<RegisterChangesService.RegisterChangesServiceClient>(identity);

    public Task<WatchListsService.WatchListsServiceClient> WatchListsAsync(string? identity = "cnam") =>
        App.ClientAsync<WatchListsService.WatchListsServiceClient>(identity);

    public Task<WebhooksService.WebhooksServiceClient> WebhooksAsync(string? identity = "cnam") =>
        App.ClientAsync<WebhooksService.WebhooksServiceClient>(identity);

    public Task<SanctionsService.SanctionsServiceClient> SanctionsAsync(string? identity = "svc-discipline") =>
        App.ClientAsync<SanctionsService.SanctionsServiceClient>(identity);

    public Task<RegistrationsService.RegistrationsServiceClient> RegistrationsAsync(string? identity = "cdom-75") =>
        App.ClientAsync<RegistrationsService.RegistrationsServiceClient>(identity);

    public Task<RestrictionsService.RestrictionsServiceClient> RestrictionsAsync(string? identity = "cnom-registre") =>
        App.ClientAsync<RestrictionsService.RestrictionsServiceClient>(identity);

    /// <summary>The president of a council at the desk for the health of practitioners.</summary>
    public Task<RestrictionsService.RestrictionsServiceClient> HealthAsync(string council = "75") =>
        RestrictionsAsync($"cdom-{council}-president@practitioner_health");

    public async Task<Suspension> DetailsAsync(Suspension suspension, string council = "75") =>
        (await (await HealthAsync(council)).ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { Rpps = suspension.Rpps }))
            .Suspensions.Single(listed => listed.SuspensionId == suspension.SuspensionId);

    public Task<DuplicatesService.DuplicatesServiceClient> DuplicatesAsync(string? identity = "cnom-registre") =>
        App.ClientAsync<DuplicatesService.DuplicatesServiceClient>(identity);

    public Task<RegisterImportsService.RegisterImportsServiceClient> ImportsAsync(string? identity = "cnom-registre") =>
        App.ClientAsync<RegisterImportsService.RegisterImportsServiceClient>(identity);

    public Task<ImportResult> ImportAsync(string text) => ImportAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Imports a file as the registrar does.</summary>
    public async Task<ImportResult> ImportAsync(byte[] file, string? requestId = null, string fileName = "register.txt", int chunk = 64 * 1024)
    {
        using var call = (await ImportsAsync()).ImportRegister();
        await call.RequestStream.WriteAsync(new ImportRegisterRequest { Header = new ImportHeader { RequestId = requestId ?? NewId(), FileName = fileName } });
        foreach (var part in file.Chunk(chunk))
            await call.RequestStream.WriteAsync(new ImportRegisterRequest { Chunk = ByteString.CopyFrom(part) });
        await call.RequestStream.CompleteAsync();
        ImportResult? result = null;
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            result = response.Result ?? result;
        return result!;
    }

    public async Task<IReadOnlyList<ImportReject>> RejectsAsync(string importId) =>
        (await (await ImportsAsync()).ListImportRejectsAsync(new ListImportRejectsRequest { ImportId = importId, PageSize = 1000 })).Rejects;

    /// <summary>Records a sanction; without an end when <paramref name="until"/> is null.</summary>
    public async Task<string> SanctionAsync(string rpps, RestrictingSanction sanction, DateOnly from, DateOnly? until = null, string? decision = null) =>
        (await (await SanctionsAsync()).RecordSanctionAsync(Sanction(rpps, sanction, from, until, decision))).RestrictionId;

    public static RecordSanctionRequest Sanction(string rpps, RestrictingSanction sanction, DateOnly from, DateOnly? until = null, string? decision = null) => new()
    {
        RequestId = NewId(),
        DecisionId = decision ?? NewId(),
        Rpps = rpps,
        Sanction = sanction,
        EffectiveOn = from.ToProto(),
        EndsOn = until?.ToProto(),
    };

    /// <summary>Withdraws the sanction of a decision; gives it other days when <paramref name="from"/> is given.</summary>
    public static CorrectSanctionRequest Correction(string rpps, string decision, DateOnly? from = null, DateOnly? until = null) => new()
    {
        RequestId = NewId(),
        DecisionId = decision,
        Rpps = rpps,
        Correction = from is null ? SanctionCorrection.Withdrawn : SanctionCorrection.OtherDays,
        EffectiveOn = from?.ToProto(),
        EndsOn = until?.ToProto(),
    };

    public async Task<Registration> VerifyAsync(string rpps, DateOnly? on = null) =>
        (await (await PhysiciansAsync()).VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps, On = on?.ToProto() })).Registration;

    public async Task<Physician> GetAsync(string rpps) => (await (await PhysiciansAsync()).GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps })).Physician;

    /// <summary>Moves the clock to 09:00 UTC of a day.</summary>
    public void GoTo(DateOnly day) => App.Clock.AdvanceTo(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero));

    public Task<long> CountAsync(string table) => App.Database.ReadAsync(sql => sql.ScalarAsync<long>($"select count(*) from {table}"), default);

    /// <summary>Runs a call that must be refused, and asserts that it stores neither a change nor an answer.</summary>
    public async Task LeavesNothingAsync(Func<Task> refused)
    {
        var before = await WrittenAsync();
        await refused();
        Assert.Equal(before, await WrittenAsync());
    }

    public static string NewId() => Guid.CreateVersion7().ToString();

    public static Date Date(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    public ValueTask DisposeAsync() => App.DisposeAsync();

    // Entries of background work have no request id and are not counted.
    private async Task<(long Changes, long Answers)> WrittenAsync() =>
        (await CountAsync("audit_entries where request_id <> ''"), await CountAsync("requests"));

    private static Dictionary<string, string?> With((string Key, string Value)[] settings) =>
        Settings.Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).ToDictionary();

    // The clock is frozen before the host starts, so that background work never sees another day.
    private static MovableClock Frozen()
    {
        var clock = new MovableClock();
        clock.Freeze(new DateTimeOffset(Today, new TimeOnly(9, 0), TimeSpan.Zero));
        return clock;
    }
}
