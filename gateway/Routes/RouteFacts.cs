using System.Globalization;
using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace OrdreCouncils.Gateway.Routes;

/// <summary>The metadata of a route, parsed once. Streams have no deadline.</summary>
internal sealed record RouteFacts(bool IsGrpc, bool SpeaksFhir, TimeSpan? Deadline, long? MaxBody, IReadOnlyList<string> Stores)
{
    private static readonly ConditionalWeakTable<RouteConfig, RouteFacts> Read = [];

    public static RouteFacts? Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is { } route ? Read.GetValue(route.Config, From) : null;

    private static RouteFacts From(RouteConfig route) => new(
        route.Metadata?.GetValueOrDefault("Protocol") == "grpc",
        route.Metadata?.GetValueOrDefault("Errors") == "fhir",
        route.Metadata?.GetValueOrDefault("Deadline") is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null,
        route.MaxRequestBodySize,
        route.Metadata?.GetValueOrDefault("Stores")?.Split(' ') ?? []);
}

internal static class GrpcCalls
{
    public static bool IsGrpcCall(this HttpContext http) =>
        http.Request.ContentType is { } type
        && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (type.Length == 16 || type[16] is '+' or ';');
}
