using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal static class RoleSearch
{
    private const int LongestMode = 10;

    public static async Task<Found<Role>> RunAsync(SearchView view)
    {
        var candidates = await Candidates.OfAsync(view.Sql, view.Query, new PersonFilter(view.Query, view.Codes), view.Index, view.Walk);

        async Task<(List<Role>, string?)> NextAsync(string after, int most)
        {
            var place = RoleKey.Parse(after);
            // The physician of the last activity shown may have more of them.
            var rpps = await HoldersAsync(view, candidates, place is { } key ? PersonNumbers.Text(PersonNumbers.Parse(key.Rpps) - 1) : after, most);
            var roles = await RoleReader.ReadAsync(view.Sql, await PersonReader.ReadAsync(view.Sql, rpps, view.Walk), view.Walk);
            return (
                [.. roles.Where(role => (place is null || string.CompareOrdinal(role.Key.Id, after) > 0) && Fits(view.Query, role, view.Walk.At))],
                rpps.Count < most ? null : rpps[^1]);
        }

        var matches = await view.TakeAsync(view.Query.Wanted(candidates.AreNamed), NextAsync);
        int? total = !view.Query.IsCounted ? null : await SearchView.CountAsync(NextAsync);
        return new Found<Role>(matches, total, candidates.AreNamed ? [.. matches.Select(role => role.Person.Rpps).Distinct()] : []);
    }

    private static async Task<IReadOnlyList<string>> HoldersAsync(SearchView view, Candidates candidates, string after, int most)
    {
        var query = view.Query;
        if (candidates.AreNamed || query.Of("_lastUpdated").Any())
            return candidates.After(after, most);
        if (query.Of("organization").FirstOrDefault() is { } organization)
        {
            var all = new List<string>();
            foreach (var key in organization.As<ReferenceValue>().Select(value => OrganizationKey.Parse(value.Id)).OfType<OrganizationKey>())
                all.AddRange(await RoleReader.AtAsync(view.Sql, key, after, most));
            return [.. all.Distinct().Order(StringComparer.Ordinal).Take(most)];
        }

        if (query.Of("active").Any(criterion => criterion.As<TokenValue>().All(value => value.Code == "false")))
        {
            // A role is inactive when the activity ended or its physician is off the register.
            var restricted = (await DirectoryStore.RestrictedAsync(view.Sql)).Where(rpps => string.CompareOrdinal(rpps, after) > 0);
            return [.. restricted.Concat(await RoleReader.EndedAsync(view.Sql, after, most)).Distinct().Order(StringComparer.Ordinal).Take(most)];
        }

        var modes = query.Of("role").Where(criterion => criterion.As<TokenValue>().All(value => value.Code.Length > 0)).FirstOrDefault()
            ?.As<TokenValue>().Select(value => value.Code).Where(code => code.Length <= LongestMode && code.All(char.IsAsciiLetterOrDigit)).Distinct().ToArray();
        return modes switch
        {
            null => candidates.After(after, most),
            [] => [],
            _ => await RoleReader.OfModesAsync(view.Sql, modes, after, most),
        };
    }

    private static bool Fits(SearchQuery query, Role role, DateTimeOffset now) =>
        query.FitsActive(role.Active)
        && query.FitsLastUpdated(role.LastUpdated, now)
        && query.Of("_id").All(criterion => criterion.As<TokenValue>().Any(value => value.System is null && value.Code == role.Key.Id))
        && query.Of("identifier").All(criterion => criterion.As<TokenValue>().Any(value =>
            PersonNumbers.Has(role.Person.Rpps, value) || value.Is(Nomenclature.ActivityId, role.Key.Id)))
        && query.Of("practitioner").All(criterion => criterion.As<ReferenceValue>().Any(value => value.Id == role.Person.Rpps))
        && query.Of("practitioner.identifier").All(criterion => criterion.As<TokenValue>().Any(value => PersonNumbers.Has(role.Person.Rpps, value)))
        && query.Of("organization").All(criterion => criterion.As<ReferenceValue>().Any(value => value.Id == role.Organization?.Id))
        && query.Of("role").All(criterion => role.Mode.Length > 0 && criterion.As<TokenValue>().Any(value => value.Is(Nomenclature.Mode, role.Mode)));
}
