using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Keys of the structures that a search examines, in the order of ids: all that match, and few that do not.</summary>
internal static class StructureKeys
{
    /// <summary>Up to this number of changed physicians, a delta reads their activities; beyond it, a walk over the structures is cheaper.</summary>
    private const int MostChanged = 5_000;

    /// <summary>Null for all structures.</summary>
    public static async Task<IReadOnlyList<OrganizationKey>?> OfAsync(SearchView view, StructureFilter filter)
    {
        var (query, keys) = (filter.Query, new List<OrganizationKey>());
        if (query.Of("_id").FirstOrDefault() is { } id)
        {
            keys.AddRange(id.As<TokenValue>().Select(value => OrganizationKey.Parse(value.Code)).OfType<OrganizationKey>());
        }
        else if (query.Of("identifier").FirstOrDefault(criterion => criterion.As<TokenValue>().All(value => value.Code.Length > 0)) is { } identifier)
        {
            foreach (var number in identifier.As<TokenValue>().Select(value => value.Code).Where(code => code.All(char.IsAsciiLetterOrDigit)).Distinct())
            {
                keys.AddRange(new[] { "finess-", "structure-" }.Select(prefix => OrganizationKey.Parse(prefix + number)).OfType<OrganizationKey>());
                keys.AddRange(await StructureStore.OfSiretAsync(view.Sql, number));
                if (number[0] == Nomenclature.StructureByFiness && OrganizationKey.Parse("finess-" + number[1..]) is { } finess)
                    keys.Add(finess);
                else if (number[0] == Nomenclature.StructureBySiret && number.Length > 1)
                    keys.AddRange(await StructureStore.OfSiretAsync(view.Sql, number[1..]));
                if (number.Length == Digits.SirenLength && number.All(char.IsAsciiDigit))
                    keys.AddRange(await StructureStore.OfSirenAsync(view.Sql, number));
            }
        }
        else if (filter.HasWords)
        {
            return await view.Lists.GetAsync<OrganizationKey>(
                $"structures {view.Walk.Revision} {query.WordsKey()}",
                async () => [.. (await OfWordsAsync(view, filter)).Distinct().OrderBy(key => key.Id, StringComparer.Ordinal)]);
        }
        else if (query.Earliest(view.Walk.At) is var earliest && earliest > DateTimeOffset.MinValue)
        {
            var since = await IndexStore.FirstSinceAsync(view.Sql, earliest) ?? long.MaxValue;
            var changed = view.Index.After(-1).Where(found => found.Segment.Revisions[found.Row] >= since).Take(MostChanged + 1)
                .Select(found => PersonNumbers.Text(found.Segment.Numbers[found.Row])).ToList();
            if (changed.Count > MostChanged)
                return null;
            keys.AddRange((await StructureStore.ChangedAsync(view.Sql, changed, since))
                .Select(row => OrganizationKey.Of(row.Finess, row.Siret, row.Structure, row.ActivityKey)).OfType<OrganizationKey>());
        }
        else
        {
            return null;
        }

        return [.. keys.Distinct().OrderBy(key => key.Id, StringComparer.Ordinal)];
    }

    /// <summary>Structures of the roles that <c>_has</c> asks for, and the physicians named; null without <c>_has</c>.</summary>
    public static async Task<(IReadOnlyList<OrganizationKey> Keys, IReadOnlyList<string> Persons)?> OfRolesAsync(SearchView view)
    {
        (IReadOnlyList<OrganizationKey> Keys, IReadOnlyList<string> Persons)? found = null;
        foreach (var has in view.Query.Has())
        {
            var numbers = has.Criteria.Select(criterion => PersonNumbers.Of(has.Table, criterion)).First()?.Select(PersonNumbers.Text)
                ?? throw TooCostly(SearchTable.HasPrefix + SearchTable.RoleToOrganization + ":practitioner.identifier", "Write the number of a physician.");
            var persons = await PersonReader.ReadAsync(view.Sql, [.. numbers.Distinct()], view.Walk);
            var keys = (await RoleReader.ReadAsync(view.Sql, persons, view.Walk)).Where(role => RoleSearch.Fits(has, role, view.Walk) && (role.Active || !view.Walk.IsPublic))
                .Select(role => role.Organization).OfType<OrganizationKey>().ToHashSet();
            found = (
                found is { } before ? [.. before.Keys.Where(keys.Contains)] : [.. keys.OrderBy(key => key.Id, StringComparer.Ordinal)],
                [.. persons.Select(person => person.Rpps), .. found?.Persons ?? []]);
        }

        return found;
    }

    public static FhirFault TooCostly(string parameter, string advice) =>
        new(StatusCodes.Status400BadRequest, "too-costly", $"{parameter}: too many fit. {advice}", "http." + parameter);

    private static async Task<IEnumerable<OrganizationKey>> OfWordsAsync(SearchView view, StructureFilter filter)
    {
        var fits = filter.Rows(view.Numberings);
        // A physician changed after the walk's revision may have practised there at it.
        var practising = view.Index.After(-1).Where(found => found.Segment.Revisions[found.Row] > view.Walk.Revision || fits(found.Segment, found.Row))
            .Take(view.MostPractising + 1).Select(found => PersonNumbers.Text(found.Segment.Numbers[found.Row])).ToList();
        if (practising.Count > view.MostPractising)
        {
            throw TooCostly(
                filter.Query.Criteria.First(criterion => criterion.Parameter.Kind == ParameterKind.String).Name,
                FormattableString.Invariant(
                    $"Write more of the name, the town or the postal code: structures of at most {view.MostPractising} physicians are searched."));
        }

        return (await StructureStore.PractisedAsync(view.Sql, practising, view.Walk.AsOf))
            .Where(row => filter.FitsWords(row.Structure, row.Town, row.PostalCode))
            .Select(row => OrganizationKey.Of(row.Finess, row.Siret, row.Structure, row.ActivityKey)).OfType<OrganizationKey>();
    }
}
