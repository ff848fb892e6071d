using Grpc.Core;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.ServiceDefaults.Documents;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Answer with the bytes of a file. A failure before the first byte is a page; a later one breaks the connection off, so that a file which arrives
/// without an error is whole.</summary>
internal sealed class AttachmentResult(PublicAttachment file, DocumentReader documents, DateTimeOffset now) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
            await Answer.File(httpContext, file, stream => WriteAsync(stream, httpContext), now).ExecuteAsync(httpContext);
            if (HttpMethods.IsHead(httpContext.Request.Method) && httpContext.Response.StatusCode == StatusCodes.Status200OK)
                httpContext.Response.ContentLength = file.Size;
        }
        catch (RpcException failure) when (!httpContext.Response.HasStarted)
        {
            httpContext.Response.Clear();
            var status = failure.StatusCode == StatusCode.Unavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
            await Answer.Failure(httpContext, status, PlainPages.Unavailable()).ExecuteAsync(httpContext);
        }
    }

    private async Task WriteAsync(Stream body, HttpContext http)
    {
        await foreach (var part in documents.ReadAsync(file.DocumentId, http.RequestAborted))
        {
            if (!http.Response.HasStarted)
                http.Response.ContentLength = file.Size;
            await body.WriteAsync(part, http.RequestAborted);
        }
    }
}
