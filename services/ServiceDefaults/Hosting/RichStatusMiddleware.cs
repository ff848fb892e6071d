using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>
/// Gives details to the one error that arises before any interceptor: a message over the size limit. gRPC itself answers RESOURCE_EXHAUSTED
/// without saying what to send instead.
/// </summary>
internal sealed class RichStatusMiddleware(RequestDelegate next)
{
    private static readonly string TooLarge = Convert.ToBase64String(
        Fault.Build(
            StatusCode.ResourceExhausted,
            "The message is too large.",
            Reasons.MessageTooLarge,
            new Google.Rpc.BadRequest
            {
                FieldViolations =
                {
                    new Google.Rpc.BadRequest.Types.FieldViolation
                    {
                        Field = "(message)",
                        Description = string.Create(CultureInfo.InvariantCulture, $"Send at most {ServiceHost.MaxRequestBytes} bytes a message."),
                    },
                },
            }).Trailers.GetValueBytes(Fault.DetailsTrailer)!);

    private static readonly string Exhausted = ((int)StatusCode.ResourceExhausted).ToString(CultureInfo.InvariantCulture);

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Response.ContentType is not { } type || !type.StartsWith("application/grpc", StringComparison.Ordinal))
            return;

        var trailers = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseTrailersFeature>()?.Trailers;
        if (!http.Response.HasStarted && http.Response.Headers["grpc-status"] == Exhausted && !http.Response.Headers.ContainsKey(Fault.DetailsTrailer))
            http.Response.Headers[Fault.DetailsTrailer] = TooLarge;
        else if (trailers is { IsReadOnly: false } && trailers["grpc-status"] == Exhausted && !trailers.ContainsKey(Fault.DetailsTrailer))
            trailers[Fault.DetailsTrailer] = TooLarge;
    }
}
