using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal static class OrganizationSearch
{
    /// <summary>Up to this number of changed physicians, a delta reads their activities; beyond it, a walk over the structures is cheaper.</summary>
    private const int MostChanged = 5_000;

    public static async Task<Found<Structure>> RunAsync(SearchView view)
    {
        var listed = await ListedAsync(view);

        async Task<(List<Structure>, string?)> NextAsync(string after, int most)
        {
            var keys = listed is null
                ? await StepAsync(view, after, most)
                : [.. listed.Where(key => string.CompareOrdinal(key.Id, after) > 0).Take(most)];
            var structures = await StructureReader.ReadAsync(view.Sql, keys.Where(key => key.IsSound), view.Walk);
            return ([.. structures.Where(structure => Fits(view.Query, structure, view.Walk.At))], keys.Count < most ? null : keys[^1].Id);
        }

        var matches = await view.TakeAsync(view.Query.Wanted(areNamed: false), NextAsync);
        int? total = !view.Query.IsCounted ? null : await SearchView.CountAsync(NextAsync);
        return new Found<Structure>(matches, total, []);
    }

    private static async Task<List<OrganizationKey>> StepAsync(SearchView view, string after, int most)
    {
        var place = OrganizationKey.Place(after) is { } key && (key.IsSound || key.Kind != OrganizationKind.Structure) ? key : (OrganizationKey?)null;
        var keys = new List<OrganizationKey>();
        for (var kind = place?.Kind ?? OrganizationKind.Finess; kind <= OrganizationKind.Structure && keys.Count < most; kind++)
            keys.AddRange(await StructureStore.NextAsync(view.Sql, kind, place?.Kind == kind ? place : null, most - keys.Count));
        return keys;
    }

    /// <summary>Structures that the search names, or that a delta concerns, in the order of ids; null for all.</summary>
    private static async Task<IReadOnlyList<OrganizationKey>?> ListedAsync(SearchView view)
    {
        var keys = new List<OrganizationKey>();
        if (view.Query.Of("_id").FirstOrDefault() is { } id)
        {
            keys.AddRange(id.As<TokenValue>().Select(value => OrganizationKey.Parse(value.Code)).OfType<OrganizationKey>());
        }
        else if (view.Query.Of("identifier").FirstOrDefault(criterion => criterion.As<TokenValue>().All(value => value.Code.Length > 0)) is { } identifier)
        {
            foreach (var number in identifier.As<TokenValue>().Select(value => value.Code).Where(code => code.All(char.IsAsciiLetterOrDigit)).Distinct())
            {
                keys.AddRange(new[] { "finess-", "structure-" }.Select(prefix => OrganizationKey.Parse(prefix + number)).OfType<OrganizationKey>());
                keys.AddRange(await StructureStore.OfSiretAsync(view.Sql, number));
            }
        }
        else if (view.Query.Earliest(view.Walk.At) is var earliest && earliest > DateTimeOffset.MinValue)
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

    private static bool Fits(SearchQuery query, Structure structure, DateTimeOffset now) =>
        query.FitsActive(structure.Active)
        && query.FitsLastUpdated(structure.LastUpdated, now)
        && query.Of("_id").All(criterion => criterion.As<TokenValue>().Any(value => value.System is null && value.Code == structure.Key.Id))
        && query.Of("identifier").All(criterion => criterion.As<TokenValue>().Any(value =>
            (structure.Finess.Length > 0 && value.Is(Nomenclature.Finess, structure.Finess))
            || (structure.Siret.Length > 0 && value.Is(Nomenclature.Siret, structure.Siret))
            || (structure.Key.Kind == OrganizationKind.Structure && value.Is(Nomenclature.StructureId, structure.Key.Value))));
}
