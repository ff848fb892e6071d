using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>Opens a page to those who may call the RPCs that it names, and to nobody else. A page without a name of an RPC is for every signed-in person,
/// and one with <see cref="AllowAnonymousAttribute"/> for all.</summary>
internal sealed class PageDoor : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = context.ActionDescriptor.ModelTypeInfo!;
        if (page.GetCustomAttribute<AllowAnonymousAttribute>() is null)
        {
            var viewer = context.HttpContext.RequestServices.GetRequiredService<Viewer>();
            var required = page.GetCustomAttributes<CallsAttribute>().Where(calls => !calls.Optional).ToList();
            context.Result = !viewer.IsSignedIn ? new ChallengeResult()
                : required.TrueForAll(calls => viewer.May(calls.Rpc)) ? null
                : new StatusCodeResult(StatusCodes.Status403Forbidden);
        }

        if (context.Result is null)
            await next();
    }
}
