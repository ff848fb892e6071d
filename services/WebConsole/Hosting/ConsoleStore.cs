using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Health;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.WebConsole.Hosting;

/// <summary>The console's own store: sessions and drafts, sealed. No fact of a council is kept here.</summary>
internal static class ConsoleStore
{
    public static void AddConsoleStore(this WebApplicationBuilder builder, ConsoleOptions options)
    {
        var database = builder.Configuration.GetSection(DatabaseOptions.Section);
        Settings.Validate(database.Get<DatabaseOptions>() ?? new DatabaseOptions(), DatabaseOptions.Section);
        builder.Services.Configure<DatabaseOptions>(database);
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<Migrator>();
        // Before the key ring, which reads its keys from the store.
        builder.Services.AddHostedService<StoreStartup>();
        // The key ring protects cookies and form tokens as well: each desk has its own.
        builder.AddSecrets($"ordre-console-{options.Desk}");
        builder.Services.AddStoreReadiness();
    }

    private sealed class StoreStartup(Migrator migrator) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => migrator.ApplyAsync([typeof(ConsoleStore).Assembly], cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
