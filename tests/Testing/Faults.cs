using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace OrdreCouncils.Tests.Testing;

public static class Faults
{
    public static async Task<RpcException> FailsAsync<T>(StatusCode expected, AsyncUnaryCall<T> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.True(expected == exception.StatusCode, $"Expected {expected}, got {exception.Status}");
        return exception;
    }

    /// <summary>Asserts that a call fails with INVALID_ARGUMENT for exactly these fields.</summary>
    public static async Task InvalidAsync<T>(AsyncUnaryCall<T> call, params string[] fields) =>
        Assert.Equal(fields.Order(), (await FailsAsync(StatusCode.InvalidArgument, call)).Fields().Distinct().Order());

    public static async Task ReasonAsync<T>(StatusCode expected, string reason, AsyncUnaryCall<T> call) =>
        Assert.Equal(reason, (await FailsAsync(expected, call)).Reason());

    /// <summary>Reason of the error; empty when it has no details.</summary>
    public static string Reason(this RpcException exception) => exception.Detail<ErrorInfo>()?.Reason ?? "";

    public static IReadOnlyList<string> Fields(this RpcException exception) =>
        [.. exception.Detail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? []];

    public static T? Detail<T>(this RpcException exception)
        where T : class, Google.Protobuf.IMessage<T>, new() => exception.GetRpcStatus()?.GetDetail<T>();
}
