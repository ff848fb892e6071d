namespace OrdreCouncils.Local;

/// <summary>What each service of the local platform needs besides its identity and its store.</summary>
internal static class LocalSettings
{
    /// <param name="registry">gRPC address of the registry.</param>
    public static async Task<Dictionary<string, string?>> OfAsync(string service, LocalOptions options, string registry)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Audit:KeyFiles:0"] = await LocalKeys.CheckpointsAsync(options.DataFolder),
            ["Audit:Folder"] = Path.Combine(options.DataFolder, "checkpoints"),
        };
        foreach (var (key, value) in await LocalStores.SettingsAsync(options, service))
            settings[key] = value;
        switch (service)
        {
            case "registry":
                settings["Cache:Redis"] = options.Redis;
                settings["Cache:IntegrityKey"] = LocalKeys.CacheIntegrity;
                settings["Encryption:AllowUnprotectedKeys"] = "true";
                settings["Webhooks:AllowLoopback"] = "true";
                settings["Attestations:Address"] = $"http://localhost:{options.HttpPort}";
                settings["Attestations:KeyFiles:0"] = await LocalKeys.AttestationsAsync(options.DataFolder);
                break;
            case "discipline":
                settings["Documents:Folder"] = Path.Combine(options.DataFolder, "documents", service);
                settings["Services:Registry"] = registry;
                settings["Encryption:AllowUnprotectedKeys"] = "true";
                break;
            case "mutual-aid":
                settings["Documents:Folder"] = Path.Combine(options.DataFolder, "documents", service);
                settings["Services:Registry"] = registry;
                settings["Encryption:AllowUnprotectedKeys"] = "true";
                break;
            case "communiques":
                settings["Documents:Folder"] = Path.Combine(options.DataFolder, "documents", service);
                settings["Encryption:AllowUnprotectedKeys"] = "true";
                settings["PublicPages:Address"] = $"http://localhost:{options.HttpPort}";
                break;
        }

        return settings;
    }
}
