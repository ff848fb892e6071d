using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

public sealed class StatusTests
{
    [Fact]
    public async Task RpcException_OfTheService_ReachesTheClientWithItsTrailers()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, _) => throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "Délai d'appel échu"),
                new Metadata { { "reason", "LATE" }, { "detail-bin", [7, 8] } }),
        });

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new SayRequest()));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("Délai d'appel échu", error.Status.Detail);
        Assert.Equal("LATE", error.Trailers.GetValue("reason"));
        Assert.Equal([7, 8], error.Trailers.GetValueBytes("detail-bin")!);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Status_SetOnTheContext_ReachesTheClient(StatusCode code)
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) =>
            {
                context.Status = new Status(code, $"as {code}");
                return Task.FromResult(new SayResponse());
            },
        });

        var call = server.Client.SayAsync(new SayRequest());
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(code, error.StatusCode);
        Assert.Equal($"as {code}", call.GetStatus().Detail);
    }

    public static TheoryData<StatusCode> Errors => [.. Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK)];

    [Fact]
    public async Task UnexpectedException_OfTheService_IsUnknownWithoutItsMessage()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, _) => throw new InvalidOperationException("secret"),
        });

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new SayRequest()));

        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamFailure_AfterSomeResponses_IsThrownWhereTheyStop()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Repeat = async (request, responses, _) =>
            {
                await responses.WriteAsync(new RepeatResponse { Text = request.Text });
                throw new RpcException(new Status(StatusCode.DataLoss, "cut"), new Metadata { { "read", "1" } });
            },
        });
        using var call = server.Client.Repeat(new RepeatRequest { Text = "a" });

        Assert.True(await call.ResponseStream.MoveNext());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DataLoss, error.StatusCode);
        Assert.Equal("1", call.GetTrailers().GetValue("read"));
    }

    [Fact]
    public async Task Method_NotImplemented_IsUnimplemented()
    {
        await using var server = await EchoServer.StartAsync();
        var absent = new Method<string, string>(
            MethodType.Unary, "ordre.tests.v1.EchoService", "Absent", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

        var error = Assert.Throws<RpcException>(() =>
            server.Channel.CreateCallInvoker().BlockingUnaryCall(absent, null, new CallOptions(), ""));

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public void RpcException_WithADebugException_CarriesItInside()
    {
        var cause = new IOException("broken pipe");
        var status = new Status(StatusCode.Unavailable, "gone", cause);
        var error = new RpcException(status, "while reading");

        Assert.Same(cause, error.InnerException);
        Assert.Same(cause, error.Status.DebugException);
        Assert.Equal("while reading", error.Message);
        Assert.Same(Metadata.Empty, error.Trailers);
        Assert.Equal("""Status(StatusCode="Unavailable", Detail="gone", DebugException="System.IO.IOException: broken pipe")""", status.ToString());
    }

    [Fact]
    public void RpcException_WithoutMessage_SaysTheStatus() => Assert.Equal(
        """Status(StatusCode="NotFound", Detail="no such physician")""",
        new RpcException(new Status(StatusCode.NotFound, "no such physician")).Message);

    [Fact]
    public void Default_Statuses_AreOkAndCancelled()
    {
        Assert.Equal(StatusCode.OK, Status.DefaultSuccess.StatusCode);
        Assert.Equal(StatusCode.Cancelled, Status.DefaultCancelled.StatusCode);
        Assert.Equal("", Status.DefaultSuccess.Detail);
    }
}
