using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Registry.PublicPages;
using OrdreCouncils.ServiceDefaults.AccessLogging;

namespace OrdreCouncils.Registry.PublicSearch;

/// <summary>The public search, as a page and as JSON.</summary>
internal sealed class SearchPages(PhysicianFinder finder, PublicRoutes pages, AccessLog accessLog)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        pages.MapStyle(routes, SearchPage.Face);
        pages.Map(routes, SearchPage.Face, SearchPage.Path, AnswerAsync);
    }

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        var query = PublicQuery.Of(http.Request.Query);
        var json = PublicRoutes.WantsJson(http);
        if (query.IsEmpty && !json)
            return Page(StatusCodes.Status200OK, query);
        if (query.Fault() is var (field, text))
        {
            return json
                ? Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [text] })
                : Page(StatusCodes.Status400BadRequest, query, text);
        }

        var found = await finder.FindAsync(query, http.RequestAborted);
        foreach (var physician in found.Physicians)
        {
            await accessLog.RememberPublicAsync(
                $"physicians/{physician.Rpps}", PublicRoutes.Reader, "registry/public-search", Purpose.Registration, http.RequestAborted);
        }

        return json ? Results.Json(found) : Page(StatusCodes.Status200OK, query, found: found);
    }

    private IResult Page(int status, PublicQuery query, string? problem = null, FoundPhysicians? found = null) =>
        PublicRoutes.Page(status, SearchPage.Of(query, finder.Specialties(), problem, found));
}
