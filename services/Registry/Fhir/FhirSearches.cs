using OrdreCouncils.Registry.Fhir.Directory;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir;

internal sealed class FhirSearches(Database database, IndexKeeper keeper, CurrentPersons persons, SelectedLists lists, FhirOptions options, TimeProvider clock)
{
    private const string PageParameter = "_page";

    public async Task AnswerAsync(FhirCall call, ResourceTable table, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var (query, walk) = Read(call, table, parameters);
        if (!call.ShowsStatus && query.Criteria.Find(criterion => criterion.Parameter.Name.Split(':', '.')[^1] == "role") is { } role)
            throw FhirFault.NotSupported(QueryParser.Shown(role.Name), "A token of a physician sees the public list, which has no modes and kinds of activity.");
        var now = clock.GetUtcNow();
        if (walk is null && CurrentPersons.NumberOf(query) is { } rpps && await persons.FindAsync(rpps, now, !call.ShowsStatus, call.Http.RequestAborted) is { } person)
        {
            call.Answer(new SearchPage(call, query, new Walk(0, now, "")).OfPerson(person));
            return;
        }

        var index = await keeper.CurrentAsync(call.Http.RequestAborted);
        walk = (walk ?? new Walk(index.Revision, now, "")) with { IsPublic = !call.ShowsStatus };
        if (walk.Revision > index.Revision)
            throw BadLink();
        call.Answer(await database.SnapshotAsync(
            sql =>
            {
                var page = new SearchPage(call, query, walk);
                var view = new SearchView(sql, query, index, keeper.Numberings, walk) { Lists = lists, MostPractising = options.MostPractising };
                return table.Type switch
                {
                    "Practitioner" => page.OfPractitionersAsync(view),
                    "PractitionerRole" => page.OfRolesAsync(view),
                    _ => page.OfOrganizationsAsync(view),
                };
            },
            call.Http.RequestAborted));
    }

    private static (SearchQuery Query, Walk? Walk) Read(FhirCall call, ResourceTable table, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var lenient = call.Http.Request.Headers["Prefer"].ToString().Contains("handling=lenient", StringComparison.OrdinalIgnoreCase);
        if (parameters.FirstOrDefault(pair => pair.Key == PageParameter) is not { Key: not null } page)
            return (new QueryParser(table, call.Base, lenient).Read(parameters), null);
        if (parameters.Any(pair => pair.Key is not (PageParameter or FhirParameters.Format)) || Walk.Parse(page.Value) is not { } link)
            throw BadLink();
        return (new QueryParser(table, call.Base, lenient: false).Read(FhirParameters.Pairs(link.Query)), link.Walk);
    }

    private static FhirFault BadLink() =>
        FhirFault.Invalid(PageParameter, "Follow a next link as it was received, with nothing added.");
}
