using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal static class RoleSearch
{
    private static readonly string[] OfInactive = ["_id", "_lastUpdated", "active", "identifier", "practitioner", "practitioner.identifier"];

    public static async Task<Found<Role>> RunAsync(SearchView view)
    {
        var filter = new PersonFilter(view.Query.Through("practitioner", SearchTable.Practitioner), view.Numberings, view.Walk.IsPublic);
        var candidates = await Candidates.OfAsync(view.Sql, view.Query, filter, view.Index, view.Walk);
        var holders = await RoleHolders.OfAsync(view, view.Query);

        async Task<(List<Role>, string?)> NextAsync(string after, int most)
        {
            var place = RoleKey.Parse(after);
            // The physician of the last activity shown may have more of them.
            var from = place is { } key ? PersonNumbers.Text(PersonNumbers.Parse(key.Rpps) - 1) : after;
            var rpps = candidates.AreNamed || holders is null || view.Query.Of("_lastUpdated").Any()
                ? candidates.After(from, most)
                : await holders.NextAsync(from, most);
            var persons = (await PersonReader.ReadAsync(view.Sql, rpps, view.Walk)).Where(person => filter.Fits(person, view.Walk.At)).ToList();
            var roles = (await RoleReader.ReadAsync(view.Sql, persons, view.Walk))
                .Where(role => (place is null || string.CompareOrdinal(role.Key.Id, after) > 0) && Fits(view.Query, role, view.Walk)).ToList();
            return (await AtStructuresAsync(view, view.Query, roles), rpps.Count < most ? null : rpps[^1]);
        }

        var matches = await view.TakeAsync(view.Query.Wanted(candidates.AreNamed), NextAsync);
        int? total = !view.Query.IsCounted ? null : await SearchView.CountAsync(NextAsync);
        return new Found<Role>(matches, total, candidates.AreNamed ? [.. matches.Select(role => role.Person.Rpps).Distinct()] : []);
    }

    /// <summary>The roles at structures that meet the criteria on the organization.</summary>
    public static async Task<List<Role>> AtStructuresAsync(SearchView view, SearchQuery query, List<Role> roles)
    {
        var filter = new StructureFilter(query.Through("organization", SearchTable.Organization));
        if (filter.Query.Criteria.Count == 0)
            return roles;
        var keys = roles.Select(role => role.Organization).OfType<OrganizationKey>().Distinct();
        var fitting = (await StructureReader.ReadAsync(view.Sql, keys, view.Walk)).Where(structure => filter.Fits(structure, view.Walk.At))
            .Select(structure => structure.Key).ToHashSet();
        return roles.FindAll(role => role.Organization is { } key && fitting.Contains(key));
    }

    /// <summary>Applies every criterion except those on the physician's or the structure's own parameters.</summary>
    public static bool Fits(SearchQuery query, Role role, Walk walk) =>
        query.FitsActive(role.Active)
        && query.FitsLastUpdated(role.LastUpdated, walk.At)
        // The public view shows of an inactive role nothing but its number, which has the physician's.
        && (!walk.IsPublic || role.Active || query.Criteria.TrueForAll(criterion => OfInactive.Contains(criterion.Parameter.Name)))
        && query.Of("_id").All(criterion => criterion.As<TokenValue>().Any(value => value.System is null && value.Code == role.Key.Id))
        && query.Of("identifier").All(criterion => criterion.As<TokenValue>().Any(value =>
            PersonNumbers.Has(role.Person.Rpps, value) || value.Is(Nomenclature.ActivityId, role.Key.Id)))
        && query.Of("practitioner").All(criterion => criterion.As<ReferenceValue>().Any(value => value.Id == role.Person.Rpps))
        && query.Of("practitioner.identifier").All(criterion => criterion.As<TokenValue>().Any(value => PersonNumbers.Has(role.Person.Rpps, value)))
        && query.Of("organization").All(criterion => criterion.As<ReferenceValue>().Any(value => value.Id == role.Organization?.Id))
        && query.Of("role").All(criterion => 
            role.Codes.Any(coding => criterion.As<TokenValue>().Any(value => value.Is(coding.System, coding.Code))));
}
