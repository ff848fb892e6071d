using Grpc.Core;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using OrdreCouncils.WebConsole.Hosting;
using OrdreCouncils.WebConsole.SignIn;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>Turns a refusal or failure of the platform into the page's HTTP status, or into a sign-in. Acts show faults of their answers themselves.</summary>
internal sealed class PlatformFaults : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Exception is not RpcException exception || executed.ExceptionHandled)
            return;
        var fault = PlatformFault.Of(exception);
        executed.Result = Answer(context.HttpContext, fault);
        executed.ExceptionHandled = executed.Result is not null;
    }

    private static IActionResult? Answer(HttpContext http, PlatformFault fault)
    {
        if (fault.StepUp is { } age)
        {
            var console = http.RequestServices.GetRequiredService<ConsoleOptions>();
            return new ChallengeResult(
                OpenIdConnectDefaults.AuthenticationScheme, SignInEndpoints.StepUp(http, console, age, http.Request.Path + http.Request.QueryString));
        }

        return fault.Status switch
        {
            StatusCode.Unauthenticated => new ChallengeResult(),
            StatusCode.PermissionDenied => new StatusCodeResult(StatusCodes.Status403Forbidden),
            StatusCode.NotFound => new StatusCodeResult(StatusCodes.Status404NotFound),
            StatusCode.InvalidArgument or StatusCode.FailedPrecondition => new StatusCodeResult(StatusCodes.Status400BadRequest),
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => new StatusCodeResult(
                StatusCodes.Status503ServiceUnavailable),
            _ => null,
        };
    }
}
