using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.Retention;

internal static class RetentionRegistration
{
    public static void AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(RetentionOptions.Section).Get<RetentionOptions>() ?? new RetentionOptions();
        Settings.Validate(options, RetentionOptions.Section);
        var entries = RetentionSchedule.TryParse(options.AuditEntries)!;
        var checkpoints = configuration.GetSection(CheckpointOptions.Section).Get<CheckpointOptions>() ?? new CheckpointOptions();
        if (!entries.IsForever && checkpoints.KeyFiles.Length == 0)
            throw new InvalidOperationException("Retention:AuditEntries needs Audit:KeyFiles: each purge of audit entries is signed.");

        services.AddSingleton<RetainedRows>(new RequestRows(RetentionSchedule.TryParse(options.Requests)!));
        services.AddSingleton<RetainedRows>(new OutboxRows(RetentionSchedule.TryParse(options.Outbox)!));
        // Reads before the entries that seal them.
        var accesses = RetentionSchedule.TryParse(options.RecordAccesses)!;
        services.AddSingleton<RetainedRows>(provider => ActivatorUtilities.CreateInstance<AccessRows>(provider, accesses));
        services.AddSingleton<RetainedRows>(provider => ActivatorUtilities.CreateInstance<EntryRows>(provider, entries));
        services.AddWork<RetentionWork>();
    }
}
