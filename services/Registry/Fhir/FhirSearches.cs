using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OrdreCouncils.Registry.Fhir.Directory;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir;

internal sealed class FhirSearches(Database database, IndexKeeper keeper, CurrentPersons persons, TimeProvider clock)
{
    private const string PageParameter = "_page";
    private const string FormType = "application/x-www-form-urlencoded";

    public async Task AnswerAsync(FhirCall call, ResourceTable table)
    {
        var (query, walk) = await ReadAsync(call, table);
        var now = clock.GetUtcNow();
        if (walk is null && CurrentPersons.NumberOf(query) is { } rpps && await persons.FindAsync(rpps, now, call.Http.RequestAborted) is { } person)
        {
            call.Answer(new SearchPage(call, query, new Walk(0, now, "")).OfPerson(person));
            return;
        }

        var index = await keeper.CurrentAsync(call.Http.RequestAborted);
        walk ??= new Walk(index.Revision, now, "");
        if (walk.Revision > index.Revision)
            throw BadLink();
        call.Answer(await database.SnapshotAsync(
            sql =>
            {
                var page = new SearchPage(call, query, walk);
                var view = new SearchView(sql, query, index, keeper.Numberings.Qualifications, walk);
                return table.Type switch
                {
                    "Practitioner" => page.OfPractitionersAsync(view),
                    "PractitionerRole" => page.OfRolesAsync(view),
                    _ => page.OfOrganizationsAsync(view),
                };
            },
            call.Http.RequestAborted));
    }

    private static async Task<(SearchQuery Query, Walk? Walk)> ReadAsync(FhirCall call, ResourceTable table)
    {
        var request = call.Http.Request;
        var lenient = request.Headers["Prefer"].ToString().Contains("handling=lenient", StringComparison.OrdinalIgnoreCase);
        var parameters = Pairs(request.QueryString.Value).ToList();
        if (HttpMethods.IsPost(request.Method))
            parameters.AddRange(await FormAsync(call.Http));

        if (parameters.Find(pair => pair.Key == PageParameter) is not { Key: not null } page)
            return (new QueryParser(table, call.Base, lenient).Read(parameters), null);
        if (parameters.Exists(pair => pair.Key is not (PageParameter or "_format")) || Walk.Parse(page.Value) is not { } link)
            throw BadLink();
        return (new QueryParser(table, call.Base, lenient: false).Read(Pairs(link.Query)), link.Walk);
    }

    private static async Task<IEnumerable<KeyValuePair<string, string>>> FormAsync(HttpContext http)
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() is { } type && !type.Equals(FormType, StringComparison.OrdinalIgnoreCase))
            throw new FhirFault(StatusCodes.Status415UnsupportedMediaType, "not-supported", $"Content-Type: send {FormType}.", "http.Content-Type");
        try
        {
            using var reader = new StreamReader(http.Request.Body);
            return Pairs(await reader.ReadToEndAsync(http.RequestAborted));
        }
        catch (BadHttpRequestException fault)
        {
            throw new FhirFault(fault.StatusCode, "too-long", "The request is too large, or broke off.");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string? text)
    {
        foreach (var pair in new QueryStringEnumerable(text))
            yield return new(Decoded(pair.EncodedName), Decoded(pair.EncodedValue));
    }

    /// <summary>Bytes that are not UTF-8 become U+FFFD, which the parser refuses. Uri.UnescapeDataString would leave them as %C9, a text that no name
    /// has.</summary>
    private static string Decoded(ReadOnlyMemory<char> encoded)
    {
        var bytes = Encoding.UTF8.GetBytes(encoded.ToArray());
        return Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }

    private static FhirFault BadLink() =>
        FhirFault.Invalid(PageParameter, "Follow a next link as it was received, with nothing added.");
}
