using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Registrations.DepartureNoticeTests;
using Client = OrdreCouncils.Protos.Registry.V1.RegistrationsService.RegistrationsServiceClient;

namespace OrdreCouncils.Tests.Registry.Registrations;

/// <summary>Anne left council 75 today, and no recipient is notified yet.</summary>
public sealed class DepartureNoticeRefusalTests(DepartureNoticeRefusalTests.Left left) : IClassFixture<DepartureNoticeRefusalTests.Left>
{
    private static readonly DateOnly Today = RegistryApp.Today;

    private static readonly Dictionary<string, (string Identity, Func<Client, RegistrationFact, Task> CallAsync)> Refused = new()
    {
        ["RecordDepartureNotification_Empty_InvalidArgument"] = ("cdom-75", (client, _) => Faults.InvalidAsync(
            client.RecordDepartureNotificationAsync(new RecordDepartureNotificationRequest()), "request_id", "fact_id", "recipient", "notified_on")),
        ["RecordDepartureNotification_Tomorrow_InvalidArgument"] = ("cdom-75", (client, departure) => Faults.InvalidAsync(
            client.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today.AddDays(1))), "notified_on")),
        ["RecordDepartureNotification_BeforeTheDeparture_InvalidArgument"] = ("cdom-75", (client, departure) => Faults.InvalidAsync(
            client.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today.AddDays(-1))), "notified_on")),
        ["RecordDepartureNotification_AnotherCouncil_NotFound"] = ("cdom-62", (client, departure) => Faults.FailsAsync(
            StatusCode.NotFound, client.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today)))),
        ["RecordDepartureNotification_NationalRegistrar_PermissionDenied"] = ("cnom-registre", (client, departure) => Faults.FailsAsync(
            StatusCode.PermissionDenied, client.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today)))),
        ["RecordDepartureNotification_UnknownFact_NotFound"] = ("cdom-75", (client, departure) => Faults.FailsAsync(
            StatusCode.NotFound,
            client.RecordDepartureNotificationAsync(
                new RecordDepartureNotificationRequest(Notice(departure, NotificationRecipient.Applicant, Today)) { FactId = RegistryApp.NewId() }))),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var (app, departure) = await left.StateAsync(engine);
        var (identity, refusedAsync) = Refused[call];
        var client = await app.RegistrationsAsync(identity);

        await app.LeavesNothingAsync(() => refusedAsync(client, departure));

        Assert.Equal(0, await app.CountAsync("notices where notified_on is not null"));
    }

    public sealed class Left : PerEngine
    {
        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await RegistryApp.StartAsync(engine);
            await app.ImportAsync(new RegisterFile().Line());
            return new State(app, await LeaveAsync(app, FactGround.Request));
        }
    }

    internal sealed record State(RegistryApp App, RegistrationFact Departure) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
