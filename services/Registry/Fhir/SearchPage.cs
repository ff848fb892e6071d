using OrdreCouncils.Registry.Fhir.Directory;
using OrdreCouncils.Registry.Fhir.Resources;
using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>Makes the bundle of one page: what was found, what is to be included with it, and the link to the next one.</summary>
internal sealed class SearchPage(FhirCall call, SearchView view)
{
    private readonly Shape shape = new(call.ShowsStatus, view.Query.Elements);

    public async Task<ReadOnlyMemory<byte>> OfPractitionersAsync()
    {
        var found = await PractitionerSearch.RunAsync(view);
        var shown = found.Matches.Take(view.Query.Count).ToList();
        var roles = view.Query.Includes.Contains(SearchTable.RoleOfPractitioner) ? await RoleReader.ReadAsync(view.Sql, shown, view.Walk) : [];
        return Write(found, person => person.Rpps, [.. shown.Select(person => Entry(person, true)), .. roles.Select(role => Entry(role, false))]);
    }

    public async Task<ReadOnlyMemory<byte>> OfRolesAsync()
    {
        var found = await RoleSearch.RunAsync(view);
        var shown = found.Matches.Take(view.Query.Count).ToList();
        var referring = shown.Where(role => role.Active).ToList();
        var entries = shown.ConvertAll(role => Entry(role, true));
        if (view.Query.Includes.Contains(SearchTable.RoleOfPractitioner))
            entries.AddRange(referring.Select(role => role.Person).DistinctBy(person => person.Rpps).Select(person => Entry(person, false)));
        if (view.Query.Includes.Contains(SearchTable.RoleToOrganization))
        {
            var keys = referring.Select(role => role.Organization).OfType<OrganizationKey>().Distinct();
            entries.AddRange((await StructureReader.ReadAsync(view.Sql, keys, view.Walk)).Select(structure => Entry(structure, false)));
        }

        return Write(found, role => role.Key.Id, entries);
    }

    public async Task<ReadOnlyMemory<byte>> OfOrganizationsAsync()
    {
        var found = await OrganizationSearch.RunAsync(view);
        return Write(found, structure => structure.Key.Id, [.. found.Matches.Take(view.Query.Count).Select(structure => Entry(structure, true))]);
    }

    private ReadOnlyMemory<byte> Write<T>(Found<T> found, Func<T, string> key, List<BundleEntry> entries)
    {
        foreach (var rpps in found.Named)
            call.Reads(rpps);
        var type = $"{call.Base}/{view.Query.Table.Type}";
        var more = found.Matches.Count > view.Query.Count;
        // A first page without a next one has counted them.
        var total = found.Total ?? (more || view.Walk.After.Length > 0 ? null : found.Matches.Count);
        var self = view.Query.Text.Length == 0 ? type : $"{type}?{view.Query.Text}";
        var next = more ? $"{type}?_page={(view.Walk with { After = key(found.Matches[view.Query.Count - 1]) }).Token(view.Query)}" : null;
        return JsonText.Write(json => BundleJson.Write(json, view.Walk.At, total, self, next, entries));
    }

    private BundleEntry Entry(Person person, bool match) => new($"{call.Base}/Practitioner/{person.Rpps}", match, json => PractitionerJson.Write(json, person, Of(match)));

    private BundleEntry Entry(Role role, bool match) => new($"{call.Base}/PractitionerRole/{role.Key.Id}", match, json => RoleJson.Write(json, role, Of(match)));

    private BundleEntry Entry(Structure structure, bool match) => new($"{call.Base}/Organization/{structure.Key.Id}", match, json => OrganizationJson.Write(json, structure, Of(match)));

    // The elements asked for are the matches': what is included comes whole.
    private Shape Of(bool match) => match ? shape : shape with { Elements = null };
}
