using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Assertions on rich errors.</summary>
public static class Faults
{
    /// <summary>Runs a call that must fail with a status; answers the exception.</summary>
    public static async Task<RpcException> FailsAsync<T>(StatusCode expected, AsyncUnaryCall<T> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.True(expected == exception.StatusCode, $"Expected {expected}, got {exception.Status}");
        return exception;
    }

    /// <summary>Runs a call that must fail with INVALID_ARGUMENT naming these fields, and no others.</summary>
    public static async Task InvalidAsync<T>(AsyncUnaryCall<T> call, params string[] fields) =>
        Assert.Equal(fields.Order(), (await FailsAsync(StatusCode.InvalidArgument, call)).Fields().Distinct().Order());

    /// <summary>Runs a call that must fail with a status and a stable reason.</summary>
    public static async Task ReasonAsync<T>(StatusCode expected, string reason, AsyncUnaryCall<T> call) =>
        Assert.Equal(reason, (await FailsAsync(expected, call)).Reason());

    /// <summary>ErrorInfo.reason of an error; empty when it has no details.</summary>
    public static string Reason(this RpcException exception) => exception.Detail<ErrorInfo>()?.Reason ?? "";

    /// <summary>Fields its BadRequest names.</summary>
    public static IReadOnlyList<string> Fields(this RpcException exception) =>
        [.. exception.Detail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? []];

    public static T? Detail<T>(this RpcException exception)
        where T : class, Google.Protobuf.IMessage<T>, new() => exception.GetRpcStatus()?.GetDetail<T>();
}
