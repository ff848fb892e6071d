using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using RpcStatus = Google.Rpc.Status;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Errors of a service, each with a <c>google.rpc.Status</c>: an ErrorInfo with a stable reason, and a BadRequest or RetryInfo where it helps.
/// Messages name fields and rules, never personal data.</summary>
public static class Fault
{
    internal const string ReadableMessage = "Send a message of the RPC's request type, in protobuf's wire format.";
    public const string DetailsTrailer = "grpc-status-details-bin";

    private const int MaxViolations = 20;
    private const int MaxMessage = 1000;
    private const string OwnMark = "ordre.own";

    public static RpcException Invalid(string field, string expected) =>
        Invalid([new BadRequest.Types.FieldViolation { Field = field, Description = expected }]);

    public static RpcException Invalid(IReadOnlyList<BadRequest.Types.FieldViolation> violations)
    {
        // The status travels in HTTP/2 trailers, which clients and proxies limit to a few kilobytes.
        var badRequest = new BadRequest();
        badRequest.FieldViolations.AddRange(violations.Take(MaxViolations));
        var message = string.Join(" ", violations.Take(MaxViolations).Select(v => $"{v.Field}: {v.Description}"));
        if (message.Length > MaxMessage)
            message = message[..MaxMessage] + "…";
        return Build(StatusCode.InvalidArgument, message, Reasons.InvalidField, badRequest);
    }

    /// <summary>For a record that is absent, or that the caller may not see: the answer must not tell which.</summary>
    public static RpcException NotFound(string resource) =>
        Build(StatusCode.NotFound, $"No such {resource}, or it is out of your reach.", Reasons.NotFound);

    public static RpcException Precondition(string reason, string message) =>
        Build(StatusCode.FailedPrecondition, message, reason);

    public static RpcException FourEyes(string message) => Precondition(Reasons.FourEyes, message);

    public static RpcException AlreadyExists(string reason, string field, string message)
    {
        var badRequest = new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = message } } };
        return Build(StatusCode.AlreadyExists, message, reason, badRequest);
    }

    public static RpcException StaleEtag() => Build(
        StatusCode.Aborted,
        "etag: the record changed since you read it. Read it again and repeat with its current etag.",
        Reasons.StaleEtag,
        new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "etag", Description = "Send the record's current etag." } } });

    public static RpcException Denied(string reason, string message) => Build(StatusCode.PermissionDenied, message, reason);

    public static RpcException Unauthenticated(string reason, string message) => Build(StatusCode.Unauthenticated, message, reason);

    /// <summary>For a person whose sign-in is too long ago for this call.</summary>
    /// <param name="maximumAge">Seconds.</param>
    internal static RpcException StepUp(int maximumAge)
    {
        var age = maximumAge.ToString(CultureInfo.InvariantCulture);
        return Build(
            StatusCode.Unauthenticated,
            $"Sign in again: this call needs a token whose auth_time is at most {age} seconds ago. Then repeat it with the same request id.",
            new ErrorInfo { Reason = Reasons.StepUpRequired, Metadata = { { "maximum_age_seconds", age } } });
    }

    public static RpcException Exhausted(string reason, string message) => Build(StatusCode.ResourceExhausted, message, reason);

    public static RpcException Unavailable(string reason, string message, TimeSpan retryAfter) => Build(
        StatusCode.Unavailable, message, reason, new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) });

    public static RpcException Damaged(string message) => Build(StatusCode.DataLoss, message, Reasons.DocumentDamaged);

    internal static RpcException Build(StatusCode code, string message, string reason, params ReadOnlySpan<IMessage> details) =>
        Build(code, message, new ErrorInfo { Reason = reason }, details);

    private static RpcException Build(StatusCode code, string message, ErrorInfo info, params ReadOnlySpan<IMessage> details)
    {
        info.Domain = Reasons.Domain;
        var status = new RpcStatus { Code = (int)code, Message = message, Details = { Any.Pack(info) } };
        foreach (var detail in details)
            status.Details.Add(Any.Pack(detail));
        var exception = status.ToRpcException();
        exception.Data[OwnMark] = true;
        return exception;
    }

    /// <summary>False for an error that another service answered with.</summary>
    internal static bool IsOwn(RpcException exception) => exception.Data.Contains(OwnMark);
}
