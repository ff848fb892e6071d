using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>
/// Gives details to the two errors that arise before any interceptor: a message over the size limit, to which gRPC itself answers RESOURCE_EXHAUSTED
/// without saying what to send instead; and one that cannot be read, to which it answers UNKNOWN. Nothing else here ends as UNKNOWN: the error
/// interceptor lets nothing through.
/// </summary>
internal sealed class RichStatusMiddleware(RequestDelegate next)
{
    private static readonly Answer TooLarge = new(StatusCode.ResourceExhausted, Fault.Build(
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
        }));

    private static readonly Answer Unreadable = new(StatusCode.Unknown, Fault.Invalid("(message)", Fault.ReadableMessage));

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Response.ContentType is not { } type || !type.StartsWith("application/grpc", StringComparison.Ordinal))
            return;

        var fields = http.Response.HasStarted ? http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers : http.Response.Headers;
        if (fields is not null and not { IsReadOnly: true })
        {
            TooLarge.Enrich(fields);
            Unreadable.Enrich(fields);
        }
    }

    /// <summary>What to say where gRPC says only a status.</summary>
    private sealed class Answer(StatusCode said, RpcException fault)
    {
        private readonly string said = Number(said);
        private readonly string status = Number(fault.StatusCode);
        private readonly string message = Uri.EscapeDataString(fault.Status.Detail);
        private readonly string details = Convert.ToBase64String(fault.Trailers.GetValueBytes(Fault.DetailsTrailer)!);

        public void Enrich(IHeaderDictionary fields)
        {
            if (fields["grpc-status"] != said || fields.ContainsKey(Fault.DetailsTrailer))
                return;
            fields["grpc-status"] = status;
            fields["grpc-message"] = message;
            fields[Fault.DetailsTrailer] = details;
        }

        private static string Number(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
    }
}
