using System.Net;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

public class StoreFailureTests
{
    [Fact]
    public async Task Call_DatabaseStopped_IsUnavailableWithRetryAndHealthSaysSo()
    {
        using var server = await PostgresServer.StartAsync();
        await using var app = await ServiceApp.StartAsync(NotesHost.Build, await TestStore.OnAsync(server));
        // The stopping service logs what it could not write.
        app.ExpectErrors = true;
        var client = await app.NotesAsync();
        var note = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;
        var health = await app.ClientAsync<Health.HealthClient>(null);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);

        server.Dispose();

        var mutation = await Faults.FailsAsync(StatusCode.Unavailable, client.CreateNoteAsync(NotesHost.NewNote()));
        Assert.Equal(Reasons.StoreUnavailable, mutation.Reason());
        Assert.True(mutation.Detail<RetryInfo>()!.RetryDelay.ToTimeSpan() > TimeSpan.Zero);
        await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.StoreUnavailable, client.GetNoteAsync(new GetNoteRequest { Id = note.Id }));
        await Until.TrueAsync(async () => (await health.CheckAsync(new HealthCheckRequest())).Status == ServingStatus.NotServing, "NOT_SERVING");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
    }
}
