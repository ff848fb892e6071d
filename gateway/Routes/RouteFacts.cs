using System.Globalization;
using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace OrdreCouncils.Gateway.Routes;

/// <summary>What routes.json says of a route, read once.</summary>
/// <param name="IsGrpc">The language of the gateway's own answers.</param>
/// <param name="SpeaksFhir">Its own errors are an OperationOutcome.</param>
/// <param name="Deadline">How long a call without a deadline may take; null for streams.</param>
/// <param name="MaxBody">Bytes of the whole body.</param>
internal sealed record RouteFacts(bool IsGrpc, bool SpeaksFhir, TimeSpan? Deadline, long? MaxBody)
{
    private static readonly ConditionalWeakTable<RouteConfig, RouteFacts> Read = [];

    /// <summary>The facts of the route that a request took; null where the gateway answers itself.</summary>
    public static RouteFacts? Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is { } route ? Read.GetValue(route.Config, From) : null;

    private static RouteFacts From(RouteConfig route) => new(
        route.Metadata?.GetValueOrDefault("Protocol") == "grpc",
        route.Metadata?.GetValueOrDefault("Errors") == "fhir",
        route.Metadata?.GetValueOrDefault("Deadline") is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null,
        route.MaxRequestBodySize);
}

internal static class GrpcCalls
{
    /// <summary>A gRPC call by its content type, whatever its path.</summary>
    public static bool IsGrpcCall(this HttpContext http) =>
        http.Request.ContentType is { } type
        && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (type.Length == 16 || type[16] is '+' or ';');
}
