using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>The physicians whose roles may match a search for roles, where the store finds them sooner than a walk over all physicians.</summary>
internal sealed class RoleHolders(Func<string, int, Task<IReadOnlyList<string>>> next)
{
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
            // An activity that the walk sees was recorded by its revision, so a list read at any time since has its physician.
            var all = await view.Lists.GetAsync(
                $"holders {view.Walk.Revision} {structures.Query.WordsKey()}", () => StructureStore.HoldersAsync(view.Sql, keys.Where(key => key.IsSound)));
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

        return query.Of("role").Select(RoleCodes.Of).OfType<RoleCodes>().FirstOrDefault() switch
        {
            null => null,
            { IsEmpty: true } => new RoleHolders((_, _) => Task.FromResult<IReadOnlyList<string>>([])),
            var codes => new RoleHolders((after, most) => RoleReader.OfCodesAsync(view.Sql, codes, after, most)),
        };
    }
}

/// <summary>Codes of a criterion <c>role</c>, by the nomenclature that they can belong to: letters, digits, - and _ only.</summary>
internal sealed record RoleCodes(string[] Modes, string[] Kinds, string[] Functions)
{
    private const int Longest = 20;

    public bool IsEmpty => Modes.Length + Kinds.Length + Functions.Length == 0;

    /// <summary>Null when the criterion asks for every code of a nomenclature.</summary>
    public static RoleCodes? Of(Criterion criterion)
    {
        var values = criterion.As<TokenValue>().ToList();
        return values.Exists(value => value.Code.Length == 0)
            ? null
            : new RoleCodes(In(Nomenclature.Mode), In(Nomenclature.ActivityKind), In(Nomenclature.Function));

        string[] In(string system) =>
        [
            .. values.Where(value => value.System is null || value.System == system).Select(value => value.Code)
                .Where(code => code.Length <= Longest && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')).Distinct(),
        ];
    }
}
