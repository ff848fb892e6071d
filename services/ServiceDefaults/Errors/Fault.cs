using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using RpcStatus = Google.Rpc.Status;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>
/// The errors a service answers with. Each carries a <c>google.rpc.Status</c> in the trailer <c>grpc-status-details-bin</c>: an ErrorInfo with a
/// stable reason, and a BadRequest naming the fields or a RetryInfo where they help. Messages name fields and rules, never personal data.
/// </summary>
public static class Fault
{
    internal const string ReadableMessage = "Send a message of the RPC's request type, in protobuf's wire format.";
    public const string DetailsTrailer = "grpc-status-details-bin";

    private const int MaxViolations = 20;
    private const int MaxMessage = 1000;
    private const string OwnMark = "ordre.own";

    /// <summary>INVALID_ARGUMENT naming one field and what to write instead.</summary>
    public static RpcException Invalid(string field, string expected) =>
        Invalid([new BadRequest.Types.FieldViolation { Field = field, Description = expected }]);

    /// <summary>INVALID_ARGUMENT naming every field at fault, twenty at most.</summary>
    public static RpcException Invalid(IReadOnlyList<BadRequest.Types.FieldViolation> violations)
    {
        // The answer travels in HTTP/2 trailers, which clients and proxies bound to a few kilobytes.
        var badRequest = new BadRequest();
        badRequest.FieldViolations.AddRange(violations.Take(MaxViolations));
        var message = string.Join(" ", violations.Take(MaxViolations).Select(v => $"{v.Field}: {v.Description}"));
        if (message.Length > MaxMessage)
            message = message[..MaxMessage] + "…";
        return Build(StatusCode.InvalidArgument, message, Reasons.InvalidField, badRequest);
    }

    /// <summary>NOT_FOUND: absent, or out of the caller's reach, which answer alike.</summary>
    /// <param name="resource">Kind of record, e.g. <c>physician</c>; never the identifier's holder.</param>
    public static RpcException NotFound(string resource) =>
        Build(StatusCode.NotFound, $"No such {resource}, or it is out of your reach.", Reasons.NotFound);

    /// <summary>FAILED_PRECONDITION: the record's state does not allow it.</summary>
    /// <param name="reason">Stable reason, UPPER_SNAKE.</param>
    /// <param name="message">What holds now, and what would be needed.</param>
    public static RpcException Precondition(string reason, string message) =>
        Build(StatusCode.FailedPrecondition, message, reason);

    /// <summary>FAILED_PRECONDITION: the second pair of eyes must be another's.</summary>
    public static RpcException FourEyes(string message) => Precondition(Reasons.FourEyes, message);

    /// <summary>ALREADY_EXISTS.</summary>
    public static RpcException AlreadyExists(string reason, string field, string message)
    {
        var badRequest = new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = message } } };
        return Build(StatusCode.AlreadyExists, message, reason, badRequest);
    }

    /// <summary>ABORTED: the record changed since the caller read it.</summary>
    public static RpcException StaleEtag() => Build(
        StatusCode.Aborted,
        "etag: the record changed since you read it. Read it again and repeat with its current etag.",
        Reasons.StaleEtag,
        new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "etag", Description = "Send the record's current etag." } } });

    /// <summary>PERMISSION_DENIED.</summary>
    public static RpcException Denied(string reason, string message) => Build(StatusCode.PermissionDenied, message, reason);

    /// <summary>UNAUTHENTICATED.</summary>
    public static RpcException Unauthenticated(string reason, string message) => Build(StatusCode.Unauthenticated, message, reason);

    /// <summary>RESOURCE_EXHAUSTED.</summary>
    public static RpcException Exhausted(string reason, string message) => Build(StatusCode.ResourceExhausted, message, reason);

    /// <summary>UNAVAILABLE: try again with the same request id after <paramref name="retryAfter"/>.</summary>
    public static RpcException Unavailable(string reason, string message, TimeSpan retryAfter) => Build(
        StatusCode.Unavailable, message, reason, new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) });

    internal static RpcException Build(StatusCode code, string message, string reason, params ReadOnlySpan<IMessage> details)
    {
        var status = new RpcStatus
        {
            Code = (int)code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Domain = Reasons.Domain, Reason = reason }) },
        };
        foreach (var detail in details)
            status.Details.Add(Any.Pack(detail));
        var exception = status.ToRpcException();
        exception.Data[OwnMark] = true;
        return exception;
    }

    /// <summary>Whether this process made the error; false for one that another service answered with.</summary>
    internal static bool IsOwn(RpcException exception) => exception.Data.Contains(OwnMark);
}
