using Grpc.Core;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Deadlines and cancellations of forwarded calls.</summary>
public sealed class DeadlineTests
{
    private const string Physicians = "ordre.registry.v1.PhysiciansService/";

    [Fact]
    public async Task Deadline_OfTheCaller_ReachesTheService()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();

        var headers = GatewayApp.Headers(await caller.Unary($"{Physicians}Describe", options: new CallOptions(deadline: DateTime.UtcNow.AddMinutes(10))));

        // The caller's deadline is longer than the route's, and applies.
        Assert.InRange(OrdreCouncils.Gateway.Proxying.GrpcTimeout.Read(headers["grpc-timeout"])!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("ordre.registry.v1.PhysiciansService/Describe", "30000m")]
    [InlineData("ordre.registry.v1.RegisterImportsService/Describe", "30000m")]
    public async Task Deadline_NotGiven_IsTheRoutesOwn(string path, string expected)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();

        Assert.Equal(expected, GatewayApp.Headers(await caller.Unary(path))["grpc-timeout"]);
    }

    [Fact]
    public async Task Deadline_Passed_CancelsTheService()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();
        // Warm-up: opens connections and compiles code, so that the timed call reaches the service before its deadline.
        await caller.Unary($"{Physicians}Describe");

        await Faults.FailsAsync(
            StatusCode.DeadlineExceeded, caller.Unary($"{Physicians}Hang", options: new CallOptions(deadline: DateTime.UtcNow.AddSeconds(2))));

        await gateway.Registry.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_ReachesTheService()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();
        using var cancel = new CancellationTokenSource();

        var call = caller.Unary($"{Physicians}Hang", options: new CallOptions(cancellationToken: cancel.Token));
        await gateway.Registry.Reached.Task;
        await cancel.CancelAsync();

        await Faults.FailsAsync(StatusCode.Cancelled, call);
        await gateway.Registry.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task QuietStream_PastTheDeadlineOfUnaryCalls_GoesOn()
    {
        using var routes = new RoutesCopy(text => text.Replace("\"00:00:30\"", "\"00:00:00.1\"", StringComparison.Ordinal));
        await using var gateway = await GatewayApp.StartAsync(("Gateway:RoutesFolder", routes.Folder));
        var caller = await gateway.CallerAsync();

        // The import's route has no deadline. The unary call has its route's deadline, and the gateway ends it although the service does not.
        using var stream = caller.AsyncDuplexStreamingCall(
            Frames.Method("ordre.registry.v1.RegisterImportsService/ImportRegister", MethodType.DuplexStreaming), null, default);
        await stream.RequestStream.WriteAsync([1, 2]);
        await Faults.ReasonAsync(StatusCode.DeadlineExceeded, "DEADLINE_PASSED", caller.Unary("ordre.discipline.v1.CasesService/Hang"));
        await stream.RequestStream.WriteAsync([3]);
        await stream.RequestStream.CompleteAsync();

        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(3, BitConverter.ToInt64(stream.ResponseStream.Current));
    }

    [Theory]
    [InlineData("5S", 5_000)]
    [InlineData("250m", 250)]
    [InlineData("2M", 120_000)]
    [InlineData("99999999H", 86_400_000)]
    [InlineData("1000000n", 1)]
    [InlineData("x", null)]
    [InlineData("12", null)]
    [InlineData("-1S", null)]
    [InlineData("123456789S", null)]
    [InlineData("", null)]
    public void GrpcTimeout_Read_UnderstandsTheSpecification(string header, int? milliseconds) =>
        Assert.Equal(milliseconds, (int?)OrdreCouncils.Gateway.Proxying.GrpcTimeout.Read(header)?.TotalMilliseconds);
}
