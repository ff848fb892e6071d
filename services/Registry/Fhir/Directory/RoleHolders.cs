using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>The physicians whose roles may match a search for roles, where the store finds them sooner than a walk over all physicians.</summary>
internal sealed class RoleHolders(Func<string, int, Task<IReadOnlyList<string>>> next)
{
    private const int LongestMode = 10;

    /// <summary>Some physicians after a number, in the order of numbers.</summary>
    public Task<IReadOnlyList<string>> NextAsync(string after, int most) => next(after, most);

    /// <summary>Null when no criterion selects them.</summary>
    public static async Task<RoleHolders?> OfAsync(SearchView view, SearchQuery query)
    {
        if (query.Of("organization").FirstOrDefault() is { } organization)
        {
            var keys = organization.As<ReferenceValue>().Select(value => OrganizationKey.Parse(value.Id)).OfType<OrganizationKey>().Distinct().ToList();
            return new RoleHolders(async (after, most) =>
            {
                var all = new List<string>();
                foreach (var key in keys)
                    all.AddRange(await RoleReader.AtAsync(view.Sql, key, after, most));
                return [.. all.Distinct().Order(StringComparer.Ordinal).Take(most)];
            });
        }

        var structures = new StructureFilter(query.Through("organization", SearchTable.Organization));
        if (structures.Query.Criteria.Count > 0)
        {
            var keys = await StructureKeys.OfAsync(view, structures)
                ?? throw StructureKeys.TooCostly(structures.Query.Criteria[0].Name, "Write the code of the identifier.");
            var all = await StructureStore.HoldersAsync(view.Sql, keys.Where(key => key.IsSound));
            return new RoleHolders((after, most) => Task.FromResult<IReadOnlyList<string>>(
                [.. all.SkipWhile(rpps => string.CompareOrdinal(rpps, after) <= 0).Take(most)]));
        }

        if (query.Through("practitioner", SearchTable.Practitioner).Criteria.Count > 0)
            return null;
        if (query.Of("active").Any(criterion => criterion.As<TokenValue>().All(value => value.Code == "false")))
        {
            // A role is inactive when the activity ended or its physician is off the register.
            return new RoleHolders(async (after, most) =>
            {
                var restricted = (await DirectoryStore.RestrictedAsync(view.Sql)).Where(rpps => string.CompareOrdinal(rpps, after) > 0);
                return [.. restricted.Concat(await RoleReader.EndedAsync(view.Sql, after, most)).Distinct().Order(StringComparer.Ordinal).Take(most)];
            });
        }

        var modes = query.Of("role").Where(criterion => criterion.As<TokenValue>().All(value => value.Code.Length > 0)).FirstOrDefault()
            ?.As<TokenValue>().Select(value => value.Code)
            .Where(code => code.Length <= LongestMode && code.All(char.IsAsciiLetterOrDigit)).Distinct().ToArray();
        return modes switch
        {
            null => null,
            [] => new RoleHolders((_, _) => Task.FromResult<IReadOnlyList<string>>([])),
            _ => new RoleHolders((after, most) => RoleReader.OfModesAsync(view.Sql, modes, after, most)),
        };
    }
}
