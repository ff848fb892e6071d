using System.Globalization;
using Google.Rpc;
using Grpc.Core;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>An error of the platform, read: its status, its stable reason and the fields at fault.</summary>
/// <param name="Status">gRPC status.</param>
/// <param name="Reason">Of google.rpc.ErrorInfo; see docs/errors.md.</param>
/// <param name="Detail">For a log or a developer: English.</param>
/// <param name="Fields">Name in the contract and what to write instead.</param>
/// <param name="StepUp">The authentication may be this old at most; null when its age is not at fault.</param>
internal sealed record PlatformFault(
    StatusCode Status, string Reason, string Detail, IReadOnlyList<(string Field, string Expected)> Fields, TimeSpan? StepUp)
{
    private const string StepUpRequired = "STEP_UP_REQUIRED";
    private const string MaximumAge = "maximum_age_seconds";

    public static PlatformFault Of(RpcException exception)
    {
        var status = exception.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        var fields = status?.GetDetail<BadRequest>()?.FieldViolations.Select(field => (field.Field, field.Description)).ToList() ?? [];
        return new PlatformFault(exception.StatusCode, info?.Reason ?? "", exception.Status.Detail, fields, Age(info));
    }

    private static TimeSpan? Age(ErrorInfo? info) => info?.Reason != StepUpRequired ? null
        : TimeSpan.FromSeconds(info.Metadata.TryGetValue(MaximumAge, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0);
}
