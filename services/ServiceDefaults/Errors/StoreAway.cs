using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Tells a store that does not answer from a statement that is wrong.</summary>
public static class StoreAway
{
    public static bool Is(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                // A primary that was just demoted to a standby.
                or PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException or TimeoutException => true,
        SqliteException lite => lite.SqliteErrorCode is 5 or 6 or 10 or 13 or 14, // busy, locked, I/O, full, cannot open
        _ => false,
    };

    /// <summary>The HTTP status of an answer that a failed statement prevents: 503, and when to come again, while the store is away; 500 for a wrong statement.</summary>
    public static int Tell(Exception exception, HttpResponse response)
    {
        if (!Is(exception))
            return StatusCodes.Status500InternalServerError;
        response.Headers.RetryAfter = "5";
        return StatusCodes.Status503ServiceUnavailable;
    }

    /// <summary>How grave a failed statement is to whoever runs the service: a store that is away is seen elsewhere, and passes; a wrong statement does not.</summary>
    public static LogLevel Level(Exception exception) => Is(exception) ? LogLevel.Warning : LogLevel.Error;
}
