using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

public class HealthTests
{
    [Fact]
    public async Task Check_RunningService_Serves()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var health = await app.ClientAsync<Health.HealthClient>(null);

        Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest())).Status);
        Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = "ordre.testbed.v1.NotesService" })).Status);
        await Faults.FailsAsync(StatusCode.NotFound, health.CheckAsync(new HealthCheckRequest { Service = "ordre.unknown.v1.Nothing" }));
        foreach (var path in (string[])["/health/live", "/health/ready"])
            Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync(new Uri("/anything", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Watch_UnknownService_SaysSoAndStays()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var health = await app.ClientAsync<Health.HealthClient>(null);

        using var watch = health.Watch(new HealthCheckRequest { Service = "ordre.unknown.v1.Nothing" });

        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(ServingStatus.ServiceUnknown, watch.ResponseStream.Current.Status);
    }

    [Fact]
    public async Task Watch_ServiceStops_SeesNotServingAndTheStopIsNotHeldUp()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var health = await app.ClientAsync<Health.HealthClient>(null);
        using var watch = health.Watch(new HealthCheckRequest());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);

        var stop = app.Host.StopAsync();

        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None).InTime());
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        Assert.False(await watch.ResponseStream.MoveNext(CancellationToken.None).InTime());
        await stop.InTime();
    }

    [Fact]
    public async Task Stop_CallUnderWay_IsAnsweredFirst()
    {
        var inside = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite, new NoteHooks
        {
            AfterWrites = _ =>
            {
                inside.SetResult();
                return go.Task;
            },
        });
        var client = await app.NotesAsync();
        var call = client.CreateNoteAsync(NotesHost.NewNote());
        await inside.Task.InTime();

        var stop = app.Host.StopAsync();
        Assert.False(stop.IsCompleted);
        go.SetResult();

        Assert.NotEmpty((await call).Note.Id);
        await stop.InTime();
        Assert.Equal((1, 1, 0, 1), await app.Database.LeftAsync());
    }

    [Fact]
    public async Task Stop_WithoutPatienceLeft_StillWritesTheReads()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var client = await app.NotesAsync();
        var note = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;
        await client.GetNoteAsync(new GetNoteRequest { Id = note.Id });

        // The cancelled token stands for a shutdown time that the open calls have used up.
        await app.Host.StopAsync(new CancellationToken(canceled: true)).ContinueWith(_ => { }, TaskScheduler.Default).InTime();

        Assert.Equal(1, await app.Database.CountAsync("record_accesses"));
    }
}
