using Microsoft.AspNetCore.Diagnostics;

namespace OrdreCouncils.WebConsole.Hosting;

/// <summary>Logs without persons: addresses of pages hold numbers of physicians, and messages of exceptions may quote what a person wrote.</summary>
internal static class QuietLogs
{
    public static void AddQuietLogs(this WebApplicationBuilder builder) => builder.Services.PostConfigure<LoggerFilterOptions>(options =>
    {
        options.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.AspNetCore", LogLevel.Warning, null));
        options.Rules.Insert(0, new LoggerFilterRule(null, "System.Net.Http.HttpClient", LogLevel.Warning, null));
        // LogFailedPage logs these, without the message.
        options.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None, null));
    });

    /// <summary>Logs the fault that brought a request to the page of errors.</summary>
    public static void LogFailedPage(this ILogger log, IExceptionHandlerFeature? failure)
    {
        if (failure?.Error is { } error)
            log.LogError("A page failed: {Exception}\n{Stack}", error.GetType().FullName, error.StackTrace);
    }
}
