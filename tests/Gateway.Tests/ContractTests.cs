using System.Reflection;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Configuration;
using OrdreCouncils.Gateway.Routes;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>The gateway's routes fit the contract, which the gateway itself does not reference.</summary>
public sealed class ContractTests
{
    private static readonly IConfigurationSection[] Routes = [.. RouteFile.Read(AppContext.BaseDirectory).GetSection("Routes").GetChildren()];

    private static readonly MethodDescriptor[] Methods =
    [
        .. typeof(AccessRule).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .Where(service => service.FullName.StartsWith("ordre.", StringComparison.Ordinal))
            .SelectMany(service => service.Methods),
    ];

    [Fact]
    public void EveryMethod_OfAPublicPackage_HasARouteAndInternalOnesHaveNone()
    {
        Assert.NotEmpty(Methods);
        Assert.All(Methods, method =>
            Assert.True(IsInternal(method) != RoutesOf(method).Any(), $"{method.FullName}: {(IsInternal(method) ? "internal, but" : "public, but not")} in the routes"));
    }

    [Fact]
    public void EveryStream_HasARouteWithoutDeadline() => Assert.All(
        Methods.Where(method => !IsInternal(method) && (method.IsClientStreaming || method.IsServerStreaming)),
        // The router prefers the literal path over the pattern.
        method => Assert.True(
            RoutesOf(method).MinBy(route => route["Match:Path"]!.Contains('{', StringComparison.Ordinal))!["Metadata:Deadline"] is null,
            $"{method.FullName} streams: its own route must have no Deadline"));

    [Fact]
    public void EveryRoute_IsComplete() => Assert.All(Routes, route =>
    {
        // A limit in routes.json whose name matches no generated route would be a route without a path.
        Assert.True(route["ClusterId"] is not null && route["Match:Path"] is not null, $"{route.Key} is no route: correct its name in routes.json");
        Assert.Contains(route["AuthorizationPolicy"], new[] { "Default", "Anonymous" });
        Assert.True(long.Parse(route["MaxRequestBodySize"]!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Contains(route["Metadata:Protocol"], new[] { "grpc", "http" });
        if (route["Metadata:Protocol"] == "grpc")
            Assert.Equal("Default", route["AuthorizationPolicy"]);
    });

    private static bool IsInternal(MethodDescriptor method) => method.File.Package.Contains(".internal.", StringComparison.Ordinal);

    private static IEnumerable<IConfigurationSection> RoutesOf(MethodDescriptor method) => Routes.Where(route =>
        route["Match:Path"] is { } path
        && Regex.IsMatch($"/{method.Service.FullName}/{method.Name}", "^" + Regex.Escape(path).Replace("\\{method}", "[^/]+", StringComparison.Ordinal) + "$"));
}
