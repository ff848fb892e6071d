namespace OrdreCouncils.Gateway.Routes;

/// <summary>
/// Reads routes.json and gives each cluster the address that the configuration holds for it. Nothing but that file can open a route: an
/// environment variable sets addresses only.
/// </summary>
internal static class RouteFile
{
    private const string Name = "routes.json";

    /// <summary>YARP's configuration: sections <c>Routes</c> and <c>Clusters</c>.</summary>
    public static IConfigurationRoot Load(IConfiguration configuration)
    {
        var path = configuration["Gateway:RoutesFile"] ?? Path.Combine(Path.GetDirectoryName(typeof(RouteFile).Assembly.Location)!, Name);
        var file = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).Build();

        var missing = new List<string>();
        var absent = new HashSet<string>();
        var addresses = new Dictionary<string, string?>();
        foreach (var cluster in file.GetSection("Clusters").GetChildren())
        {
            var key = cluster["Metadata:Address"] ?? throw new InvalidOperationException($"{path}: cluster {cluster.Key} has no Metadata.Address.");
            if (configuration[key] is { Length: > 0 } address)
                addresses[$"{cluster.Path}:Destinations:service:Address"] = address;
            else if (cluster["Metadata:Optional"] == "true")
                absent.Add(cluster.Key);
            else
                missing.Add(key);
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(", ", missing)} missing. Write the address of each, such as http://registry:8081 (gRPC) or http://registry:8080 (…Http).");
        }

        var gone = absent.Select(cluster => $"Clusters:{cluster}")
            .Concat(file.GetSection("Routes").GetChildren().Where(route => absent.Contains(route["ClusterId"] ?? "")).Select(route => route.Path))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = file.AsEnumerable().Where(pair => !gone.Any(prefix => Within(pair.Key, prefix)));
        return new ConfigurationBuilder().AddInMemoryCollection(kept.Concat(addresses)).Build();
    }

    private static bool Within(string key, string prefix) =>
        key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (key.Length == prefix.Length || key[prefix.Length] == ':');
}
