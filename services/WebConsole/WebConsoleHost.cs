using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Health;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Telemetry;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Hosting;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.SignIn;

namespace OrdreCouncils.WebConsole;

/// <summary>The web console of council staff and physicians: its wiring, on one page. It has no rights of its own: each page calls the gateway with the token
/// of the person who looks at it.</summary>
public static class WebConsoleHost
{
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by a launcher that hosts the console in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(WebConsoleHost).Assembly.GetName().Name,
            // Otherwise a console hosted in the launcher's process would read the launcher's files.
            ContentRootPath = Path.GetDirectoryName(typeof(WebConsoleHost).Assembly.Location),
        });
        builder.Configuration.AddInMemoryCollection(overrides?.Settings ?? new Dictionary<string, string?>());
        builder.Configuration.AddSecretFiles();
        builder.Services.AddSingleton(overrides?.Clock ?? TimeProvider.System);

        var options = builder.AddConsoleOptions();
        builder.AddQuietLogs();
        builder.AddConsoleListener();
        builder.AddTelemetry($"console-{options.Desk}");
        builder.AddConsoleStore(options);
        builder.AddSignIn(options);
        builder.AddPlatform(options);
        builder.AddDrafts();
        builder.AddActs();
        builder.AddPages();
        overrides?.Services?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseHealthPort();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/erreur");
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        app.UseAssets();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHttpReadiness();
        app.MapSignIn();
        app.MapRazorPages();
        return app;
    }

    public static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
