using System.Data.Common;
using Grpc.Core;
using Microsoft.Net.Http.Headers;
using OrdreCouncils.Registry.Fhir.Resources;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.ServiceDefaults.Admissions;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>The register in FHIR R4 over HTTP: selects the interaction, checks access and writes refusals as OperationOutcome.</summary>
internal sealed class FhirFace(FhirReads reads, FhirSearches searches, Admission admission, FhirOptions options, ILogger<FhirFace> log)
{
    public const string Root = "/fhir";

    /// <summary>One route for all paths below the root, so that every answer is FHIR's.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Admission decides and answers in FHIR's terms; the fallback policy would answer a bare 401.
        routes.Map(Root + "/{**path}", (RequestDelegate)AnswerAsync).AllowAnonymous();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await DispatchAsync(http);
        }
        catch (FhirFault fault)
        {
            if (fault.Allow.Length > 0)
                http.Response.Headers.Allow = fault.Allow;
            await RefuseAsync(http, fault.Status, fault.Code, fault.Message, fault.Location);
        }
        catch (RpcException fault)
        {
            var (status, code) = fault.StatusCode switch
            {
                StatusCode.Unauthenticated => (StatusCodes.Status401Unauthorized, "login"),
                StatusCode.PermissionDenied => (StatusCodes.Status403Forbidden, "forbidden"),
                _ => (StatusCodes.Status503ServiceUnavailable, "transient"),
            };
            // The admission says so itself when the caller must sign in again.
            if (status == StatusCodes.Status401Unauthorized && http.Response.Headers.WWWAuthenticate.Count == 0)
                http.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(http, status, code, fault.Status.Detail);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException && !http.Response.HasStarted)
        {
            log.Log(StoreFailure.Severity(exception), "FHIR: the store failed ({Exception} {SqlState})", exception.GetType().Name, (exception as DbException)?.SqlState);
            if (StoreFailure.HttpStatus(exception, http.Response) == StatusCodes.Status503ServiceUnavailable)
                await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "transient", "The store does not answer. Try again.");
            else
                await RefuseAsync(http, StatusCodes.Status500InternalServerError, "exception", "Unexpected error.");
        }
    }

    private async Task DispatchAsync(HttpContext http)
    {
        var request = http.Request;
        var path = ((string?)request.RouteValues["path"] ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var reading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (path is ["metadata"] && reading)
        {
            Negotiate(request, await FhirParameters.ReadAsync(http, hasForm: false));
            await FhirAnswer.WriteAsync(http, StatusCodes.Status200OK, JsonText.Write(json => CapabilityJson.Write(json, options.Of(request))));
            return;
        }

        var operation = $"{Root}/{(path.Length > 0 ? SearchTable.Find(path[0])?.Type : null) ?? "(other)"}";
        var access = await admission.AdmitAsync(http, operation, FhirAccess.Directory, http.RequestAborted);
        var parameters = await FhirParameters.ReadAsync(http, hasForm: path is [_, "_search"] && HttpMethods.IsPost(request.Method));
        Negotiate(request, parameters);
        if (path.Length == 0)
            throw reading ? FhirFault.NotFound("Ask for a type of resource.") : FhirFault.NotImplemented("There are no batches here.");
        var call = new FhirCall(http, access, options.Of(request), FhirAccess.ShowsStatus(access.Caller));
        var table = SearchTable.Find(path[0]) ?? throw FhirFault.NotFound($"Unknown resource type. Here are {string.Join(", ", SearchTable.All.Select(one => one.Type))}.");
        if (path is [_, "_search"])
            await (HttpMethods.IsPost(request.Method) ? searches.AnswerAsync(call, table, parameters) : throw FhirFault.NotAllowed("POST"));
        else if (path[^1].StartsWith('$'))
            throw FhirFault.NotImplemented("There are no operations here.");
        else if (!reading)
            throw FhirFault.NotAllowed("GET, HEAD");
        else if (path.Length == 1)
            await searches.AnswerAsync(call, table, parameters);
        else if (path.Length == 2)
            await reads.AnswerAsync(call, table, path[1], version: null);
        else if (path is [_, _, "_history", _])
            await reads.AnswerAsync(call, table, path[1], path[3]);
        else
            throw FhirFault.NotFound("There is nothing at this address: history is not kept here, nor are there compartments.");

        // The answer is complete in memory before its first byte: reads are logged first, and errors can still set the status.
        await admission.RememberAsync(access, operation, http.RequestAborted);
        await call.SendAsync();
    }

    private static void Negotiate(HttpRequest request, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (parameters.FirstOrDefault(pair => pair.Key == FhirParameters.Format) is { Key: not null } format)
        {
            QueryParser.Format(format.Value);
            return;
        }

        var accepted = MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types) ? types : [];
        if (accepted.Count > 0 && !accepted.Any(type => type.Quality is not 0 && (type.MatchesAllTypes
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && (type.SubType == "*" || type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.SubType.Equals("fhir+json", StringComparison.OrdinalIgnoreCase))))))
        {
            throw FhirFault.NotAcceptable("Accept");
        }
    }

    private static Task RefuseAsync(HttpContext http, int status, string code, string diagnostics, string location = "") =>
        FhirAnswer.WriteAsync(http, status, JsonText.Write(json => OutcomeJson.Write(json, code, diagnostics, location)));
}
