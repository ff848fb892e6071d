namespace OrdreCouncils.Registry.Fhir.Directory;

internal static class OrganizationSearch
{
    public static async Task<Found<Structure>> RunAsync(SearchView view)
    {
        var filter = new StructureFilter(view.Query);
        var practised = await StructureKeys.OfRolesAsync(view);
        var listed = practised?.Keys ?? await StructureKeys.OfAsync(view, filter);

        async Task<(List<Structure>, string?)> NextAsync(string after, int most)
        {
            var keys = listed is null
                ? await StepAsync(view, after, most)
                : [.. listed.Where(key => string.CompareOrdinal(key.Id, after) > 0).Take(most)];
            var structures = await StructureReader.ReadAsync(view.Sql, keys.Where(key => key.IsSound), view.Walk);
            return ([.. structures.Where(structure => filter.Fits(structure, view.Walk.At))], keys.Count < most ? null : keys[^1].Id);
        }

        var matches = await view.TakeAsync(view.Query.Wanted(areNamed: false), NextAsync);
        int? total = !view.Query.IsCounted ? null : await SearchView.CountAsync(NextAsync);
        return new Found<Structure>(matches, total, practised?.Persons ?? []);
    }

    private static async Task<List<OrganizationKey>> StepAsync(SearchView view, string after, int most)
    {
        var place = OrganizationKey.Place(after) is { } key && (key.IsSound || key.Kind != OrganizationKind.Structure) ? key : (OrganizationKey?)null;
        var keys = new List<OrganizationKey>();
        for (var kind = place?.Kind ?? OrganizationKind.Finess; kind <= OrganizationKind.Structure && keys.Count < most; kind++)
            keys.AddRange(await StructureStore.NextAsync(view.Sql, kind, place?.Kind == kind ? place : null, most - keys.Count));
        return keys;
    }
}
