namespace OrdreCouncils.Gateway.Routes;

/// <summary>Reads the route files and gives each cluster its address from the configuration, which cannot open a route.</summary>
internal static class RouteFile
{
    /// <summary>In reading order: a value of routes.json replaces the generated value.</summary>
    public static readonly string[] Names = ["routes.grpc.json", "routes.json"];

    public static IConfigurationRoot Load(IConfiguration configuration)
    {
        var folder = configuration["Gateway:RoutesFolder"] ?? Path.GetDirectoryName(typeof(RouteFile).Assembly.Location)!;
        var file = Read(folder);

        var missing = new List<string>();
        var absent = new HashSet<string>();
        var addresses = new Dictionary<string, string?>();
        foreach (var cluster in file.GetSection("Clusters").GetChildren())
        {
            var key = cluster["Metadata:Address"] ?? throw new InvalidOperationException($"{folder}: cluster {cluster.Key} has no Metadata.Address.");
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

    public static IConfigurationRoot Read(string folder)
    {
        var files = new ConfigurationBuilder();
        foreach (var name in Names)
            files.AddJsonFile(Path.GetFullPath(name, Path.GetFullPath(folder)));
        return files.Build();
    }

    private static bool Within(string key, string prefix) =>
        key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (key.Length == prefix.Length || key[prefix.Length] == ':');
}
