using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace OrdreCouncils.WebConsole.Hosting;

/// <summary>The built style sheet, scripts and font. Absent when the console was built without Node: pages are plain HTML then.</summary>
internal sealed class Assets
{
    public const string Path = "/assets";

    /// <summary>Folder of the built files.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(typeof(Assets).Assembly.Location)!, "console-assets");

    public bool Exist { get; } = File.Exists(System.IO.Path.Combine(Folder, "console.css"));

    /// <summary>Changes with the files, so that browsers may keep them.</summary>
    public string Version { get; } = Directory.Exists(Folder)
        ? Convert.ToHexStringLower(SHA256.HashData([.. Directory.GetFiles(Folder).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)]))[..16]
        : "";

    public string Address(string file) => $"{Path}/{Version}/{file}";
}

internal static class AssetsRegistration
{
    public static void UseAssets(this WebApplication app)
    {
        var assets = app.Services.GetRequiredService<Assets>();
        if (!assets.Exist)
        {
            app.Logger.LogWarning("The console was built without Node.js: pages have no styles. Install nodejs and npm, and build again.");
            return;
        }

        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Assets.Folder),
            RequestPath = $"{Assets.Path}/{assets.Version}",
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
    }
}
