using System.Text;
using Google.Protobuf.Reflection;

namespace OrdreCouncils.Tests.Architecture.Generated;

/// <summary>Writes <c>gateway/routes.grpc.json</c>: one route per public gRPC service, and one per streaming RPC of a service that also has unary RPCs.
/// Internal packages get no route. Limits that the contract does not state are set in <c>gateway/routes.json</c>.</summary>
internal static class GatewayRoutes
{
    public const string Path = "gateway/routes.grpc.json";

    private const long MaxBody = 2 * 1024 * 1024;
    private const string Deadline = "00:00:30";

    public static string Text()
    {
        var services = Contract.Rpcs.Select(rpc => rpc.Service).Distinct().Where(service => !service.IsInternal()).OrderBy(service => service.FullName, StringComparer.Ordinal);
        var text = new StringBuilder($$"""
            // Generated from protos/ by {{Testing.GeneratedFile.Command}}. Do not edit.
            // The gateway reads routes.json after this file: a limit that it sets under the name of a route replaces the one here.
            {
              "Routes": {

            """);
        return text.AppendJoin(",\n", services.SelectMany(RoutesOf)).Append("\n  }\n}\n").ToString();
    }

    /// <summary>The gateway's cluster, and the value of the header <c>ordre-store</c>, of a service's package.</summary>
    public static string ClusterOf(ServiceDescriptor service) => service.File.Package.Split('.')[1] switch
    {
        "mutualaid" => "mutual-aid",
        var name => name,
    };

    private static IEnumerable<string> RoutesOf(ServiceDescriptor service)
    {
        // Every service has these RPCs for its own audit log, so a header selects the service.
        if (service.IsCommon())
            return [Route(service.FullName, Clusters().First(), $"/{service.FullName}/{{method}}", string.Join(' ', Clusters()), streams: false)];

        var cluster = ClusterOf(service);
        var streams = service.Methods.Where(Streams).ToArray();
        var all = Route(service.FullName, cluster, $"/{service.FullName}/{{method}}", stores: null, streams.Length == service.Methods.Count);
        return streams.Length == service.Methods.Count
            ? [all]
            // The router prefers the literal path over the pattern.
            : [all, .. streams.Select(rpc => Route(rpc.Path(), cluster, $"/{rpc.Path()}", stores: null, streams: true))];
    }

    private static string Route(string name, string cluster, string path, string? stores, bool streams)
    {
        var choice = stores is null ? "" : $$""", "Stores": "{{stores}}" """.TrimEnd();
        // A stream may be quiet for hours.
        var deadline = streams ? "" : $$""", "Deadline": "{{Deadline}}" """.TrimEnd();
        return $$"""
                "{{name}}": {
                  "ClusterId": "{{cluster}}",
                  "Match": { "Path": "{{path}}", "Methods": [ "POST" ] },
                  "AuthorizationPolicy": "Default",
                  "MaxRequestBodySize": {{MaxBody}},
                  "Metadata": { "Protocol": "grpc"{{deadline}}{{choice}} }
                }
            """;
    }

    private static IEnumerable<string> Clusters() =>
        Contract.Rpcs.Select(rpc => rpc.Service).Where(service => !service.IsCommon()).Select(ClusterOf).Distinct().Order(StringComparer.Ordinal);

    private static bool Streams(MethodDescriptor rpc) => rpc.IsClientStreaming || rpc.IsServerStreaming;
}
