using System.Globalization;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>What routes.json says of the route that a request took.</summary>
internal static class RouteFacts
{
    /// <summary>A gRPC call by its content type, whatever its path.</summary>
    public static bool IsGrpcCall(this HttpContext http) =>
        http.Request.ContentType is { } type
        && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (type.Length == 16 || type[16] is '+' or ';');

    /// <summary>The route; null where the gateway answers itself.</summary>
    public static RouteConfig? Route(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config;

    public static bool IsGrpc(this RouteConfig route) => route.Metadata?.GetValueOrDefault("Protocol") == "grpc";

    public static bool SpeaksFhir(this RouteConfig route) => route.Metadata?.GetValueOrDefault("Errors") == "fhir";

    /// <summary>How long a call without a deadline may take; null for streams.</summary>
    public static TimeSpan? Deadline(this RouteConfig route) =>
        route.Metadata?.GetValueOrDefault("Deadline") is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null;
}
