using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrdreCouncils.ServiceDefaults.Errors;

public static class StoreFailure
{
    public static bool IsOutage(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                // A primary that was just demoted to a standby.
                or PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException or TimeoutException => true,
        SqliteException lite => lite.SqliteErrorCode is 5 or 6 or 10 or 13 or 14, // busy, locked, I/O, full, cannot open
        _ => false,
    };

    public static int HttpStatus(Exception exception, HttpResponse response)
    {
        if (!IsOutage(exception))
            return StatusCodes.Status500InternalServerError;
        response.Headers.RetryAfter = "5";
        return StatusCodes.Status503ServiceUnavailable;
    }

    /// <summary>An outage is only a warning: health checks report it too.</summary>
    public static LogLevel Severity(Exception exception) => IsOutage(exception) ? LogLevel.Warning : LogLevel.Error;
}
