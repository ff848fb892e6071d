using OrdreCouncils.Communiques;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Discipline;
using OrdreCouncils.MutualAid;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Retention;

namespace OrdreCouncils.Local;

/// <summary>Runs the command about retention on the stores of the local platform, which need not run.</summary>
internal static class LocalRetention
{
    // Neither is called: the services are built and not started.
    private const string Nowhere = "http://localhost:1";

    private static readonly (string Name, Func<string[], HostOverrides?, WebApplication> Build)[] Services =
    [
        ("registry", RegistryHost.Build), ("discipline", DisciplineHost.Build), ("mutual-aid", MutualAidHost.Build), ("communiques", CommuniquesHost.Build),
    ];

    public static async Task<int> RunAsync(string[] args, LocalOptions options)
    {
        if (options.Postgres.Length == 0 && !Directory.EnumerateFiles(options.DataFolder, "*.db").Any())
        {
            await Console.Error.WriteLineAsync($"There are no stores in {options.DataFolder}: start the platform once.");
            return 3;
        }

        using var tokens = new DevTokens();
        foreach (var (name, build) in Services)
        {
            var settings = tokens.Settings("svc-" + name).Concat(await LocalSettings.OfAsync(name, options, Nowhere)).ToDictionary();
            settings["Identity:Authority"] = Nowhere;
            settings["Identity:TokenEndpoint"] = Nowhere;
            var code = await RetentionCommand.RunAsync(
                args, name, () => build([], new HostOverrides { Settings = settings, Clock = options.Clock, Services = LocalPlatform.QuietLogs }),
                Console.Out, Console.Error);
            if (code != 0)
                return code;
        }

        return 0;
    }
}
