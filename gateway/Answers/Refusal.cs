using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using OrdreCouncils.Gateway.Routes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>An error that the gateway answers itself: a gRPC status for gRPC callers, an HTTP status with the same text for others.</summary>
internal sealed record Refusal(RpcException Fault, int HttpStatus, TimeSpan? RetryAfter = null)
{
    /// <summary>Methods that the address accepts, for a 405.</summary>
    public string Allow { get; private init; } = "";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public static Refusal NoRoute { get; } = new(
        ServiceDefaults.Errors.Fault.Build(
            Grpc.Core.StatusCode.Unimplemented,
            "There is nothing of that name here.",
            GatewayReasons.NoRoute),
        StatusCodes.Status404NotFound);

    public static Refusal NotGrpc { get; } = new(
        ServiceDefaults.Errors.Fault.Build(Grpc.Core.StatusCode.Internal, "Call over HTTP/2 with content-type application/grpc.", GatewayReasons.NotGrpc),
        StatusCodes.Status415UnsupportedMediaType);

    public static Refusal DeadlinePassed { get; } = new(
        ServiceDefaults.Errors.Fault.Build(
            Grpc.Core.StatusCode.DeadlineExceeded, "The deadline passed. What was asked may have been done: repeat with the same request id.",
            GatewayReasons.DeadlinePassed),
        StatusCodes.Status504GatewayTimeout);

    public static Refusal ServiceAway { get; } = new(
        ServiceDefaults.Errors.Fault.Unavailable(Reasons.DependencyUnavailable, "The service does not answer. Repeat with the same request id.", Soon),
        StatusCodes.Status503ServiceUnavailable,
        Soon);

    public static Refusal BrokenBody { get; } = new(
        ServiceDefaults.Errors.Fault.Build(Grpc.Core.StatusCode.Cancelled, "The request broke off before its end.", GatewayReasons.BrokenBody),
        StatusCodes.Status400BadRequest);

    public static Refusal WhichStore(string header, IEnumerable<string> stores) => new(
        ServiceDefaults.Errors.Fault.Invalid(header, $"Send this header once, with one of: {string.Join(", ", stores)}."), StatusCodes.Status400BadRequest);

    /// <param name="allow">The methods that the address accepts, separated by commas.</param>
    public static Refusal WrongMethod(string allow) => new(
        ServiceDefaults.Errors.Fault.Build(Grpc.Core.StatusCode.Unimplemented, $"This address accepts {allow} only.", GatewayReasons.NoRoute),
        StatusCodes.Status405MethodNotAllowed)
    { Allow = allow };

    public static Refusal AddressTooLong(int limit) => new(
        ServiceDefaults.Errors.Fault.Invalid("(address)", $"Write an address of at most {limit} characters, path and query together."),
        StatusCodes.Status414UriTooLong);

    /// <summary>503 when the issuer's keys could not be read: the token may be valid.</summary>
    public static Refusal Unauthenticated(RpcException fault) => fault.StatusCode == Grpc.Core.StatusCode.Unavailable
        ? new(fault, StatusCodes.Status503ServiceUnavailable, Soon)
        : new(fault, StatusCodes.Status401Unauthorized);

    public static Refusal BodyTooLarge(long limit) => new(
        ServiceDefaults.Errors.Fault.Build(
            Grpc.Core.StatusCode.ResourceExhausted,
            "The request is too large.",
            Reasons.MessageTooLarge,
            new BadRequest
            {
                FieldViolations = { new BadRequest.Types.FieldViolation { Field = "(message)", Description = $"Send at most {limit} bytes in all." } },
            }),
        StatusCodes.Status413PayloadTooLarge);

    public static Refusal TooManyCalls(TimeSpan wait) => new(
        ServiceDefaults.Errors.Fault.Build(
            Grpc.Core.StatusCode.ResourceExhausted,
            "Too many calls. Wait, then repeat with the same request id.",
            GatewayReasons.TooManyCalls,
            new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }),
        StatusCodes.Status429TooManyRequests,
        wait);

    public static Refusal TooManyStreams(int limit) => new(
        ServiceDefaults.Errors.Fault.Build(
            Grpc.Core.StatusCode.ResourceExhausted, $"You have {limit} streams open, which is the limit. End one first.", GatewayReasons.TooManyStreams),
        StatusCodes.Status503ServiceUnavailable,
        Soon);

    public Task WriteAsync(HttpContext http) => http.IsGrpcCall() ? GrpcAnswer.WriteAsync(http, Fault) : FaceAnswer.WriteAsync(http, this);
}
