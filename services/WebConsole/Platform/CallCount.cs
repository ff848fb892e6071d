using System.Globalization;
using Microsoft.AspNetCore.Mvc.Filters;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>Tells how many calls a page made (Server-Timing), so that a page that makes many is seen in any browser's tools.</summary>
internal sealed class CallCount : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        var http = context.HttpContext;
        http.Response.OnStarting(() =>
        {
            var calls = http.RequestServices.GetRequiredService<PersonInvoker>().Calls;
            http.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"calls;dur={calls}");
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) => next();
}
