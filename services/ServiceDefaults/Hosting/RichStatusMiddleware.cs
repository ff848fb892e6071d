using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>Adds details to the two errors that gRPC answers before any interceptor runs: RESOURCE_EXHAUSTED for a message over the size limit, and UNKNOWN
/// for one that cannot be parsed. No other error of this process is UNKNOWN.</summary>
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
                    Description = string.Create(CultureInfo.InvariantCulture, $"Send at most {ServiceHost.MaxRequestBytes} bytes per message."),
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

    private sealed class Answer(StatusCode replaced, RpcException fault)
    {
        private readonly string replaced = Number(replaced);
        private readonly string status = Number(fault.StatusCode);
        private readonly string message = GrpcMessage.Escape(fault.Status.Detail);
        private readonly string details = Convert.ToBase64String(fault.Trailers.GetValueBytes(Fault.DetailsTrailer)!);

        public void Enrich(IHeaderDictionary fields)
        {
            if (fields["grpc-status"] != replaced || fields.ContainsKey(Fault.DetailsTrailer))
                return;
            fields["grpc-status"] = status;
            fields["grpc-message"] = message;
            fields[Fault.DetailsTrailer] = details;
        }

        private static string Number(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
    }
}
