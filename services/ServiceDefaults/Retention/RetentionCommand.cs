using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>The command that says what the next run of the retention would delete, under the configuration of the service.</summary>
public static class RetentionCommand
{
    public const string Verb = "retention";

    public const string Usage =
        """
        usage: retention --dry-run
              prints, for each table, how many rows the next daily run would delete, under the configuration of the service; deletes nothing

        exit code: 0 done, 2 wrong command, 3 the store does not answer
        """;

    /// <param name="args">What follows the verb.</param>
    /// <param name="name">Short name of the service.</param>
    /// <param name="build">Builds the service, which is not started.</param>
    /// <param name="output">Where the counts go.</param>
    /// <param name="error">Where a fault goes.</param>
    public static async Task<int> RunAsync(string[] args, string name, Func<WebApplication> build, TextWriter output, TextWriter error)
    {
        if (args is not ["--dry-run"])
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            await using var service = build();
            await output.WriteLineAsync(name);
            await PrintAsync(service.Services, output);
            return 0;
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(exception.Message);
            return 3;
        }
    }

    private static async Task PrintAsync(IServiceProvider services, TextWriter output)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var rows in services.GetServices<RetainedRows>())
        {
            var count = rows.Schedule.Before(now) is { } before
                ? await services.GetRequiredService<Database>().ReadAsync(sql => rows.CountAsync(sql, before), CancellationToken.None)
                : null;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {rows.Table,-20} {Words(rows, count)}"));
        }
    }

    private static string Words(RetainedRows rows, RetainedCount? count) => count switch
    {
        null => "kept for ever",
        { Rows: 0 } => string.Create(CultureInfo.InvariantCulture, $"kept {rows.Schedule}: nothing to delete"),
        _ when rows is AuditRows { ArePurged: false } =>
            string.Create(CultureInfo.InvariantCulture, $"kept {rows.Schedule}: {count.Rows} rows stay, as Audit:KeyFiles names no key to sign their purge"),
        _ => string.Create(CultureInfo.InvariantCulture, $"kept {rows.Schedule}: would delete {count.Rows} rows, the oldest of {count.Oldest:yyyy-MM-dd}"),
    };
}
