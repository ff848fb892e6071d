using OrdreCouncils.Registry.Fhir.Directory;
using OrdreCouncils.Registry.Fhir.Resources;
using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>Builds the bundle of one page: matches, included resources, and the link to the next page.</summary>
internal sealed class SearchPage(FhirCall call, SearchQuery query, Walk walk)
{
    private readonly Shape shape = new(call.ShowsStatus, query.Elements);

    /// <summary>The physician who was asked for by number.</summary>
    public ReadOnlyMemory<byte> OfPerson(Person person) => Write(new Found<Person>([person], null, [person.Rpps]), one => one.Rpps, [Entry(person, true)]);

    public async Task<ReadOnlyMemory<byte>> OfPractitionersAsync(SearchView view)
    {
        var found = await PractitionerSearch.RunAsync(view);
        var shown = found.Matches.Take(query.Count).ToList();
        var roles = query.Includes.Contains(SearchTable.RoleOfPractitioner) ? await RoleReader.ReadAsync(view.Sql, shown, walk) : [];
        return Write(found, person => person.Rpps, [.. shown.Select(person => Entry(person, true)), .. roles.Select(role => Entry(role, false))]);
    }

    public async Task<ReadOnlyMemory<byte>> OfRolesAsync(SearchView view)
    {
        var found = await RoleSearch.RunAsync(view);
        var shown = found.Matches.Take(query.Count).ToList();
        var referring = shown.Where(role => role.Active).ToList();
        var entries = shown.ConvertAll(role => Entry(role, true));
        if (query.Includes.Contains(SearchTable.RoleOfPractitioner))
            entries.AddRange(referring.Select(role => role.Person).DistinctBy(person => person.Rpps).Select(person => Entry(person, false)));
        if (query.Includes.Contains(SearchTable.RoleToOrganization))
        {
            var keys = referring.Select(role => role.Organization).OfType<OrganizationKey>().Distinct();
            entries.AddRange((await StructureReader.ReadAsync(view.Sql, keys, walk)).Select(structure => Entry(structure, false)));
        }

        return Write(found, role => role.Key.Id, entries);
    }

    public async Task<ReadOnlyMemory<byte>> OfOrganizationsAsync(SearchView view)
    {
        var found = await OrganizationSearch.RunAsync(view);
        return Write(found, structure => structure.Key.Id, [.. found.Matches.Take(query.Count).Select(structure => Entry(structure, true))]);
    }

    private ReadOnlyMemory<byte> Write<T>(Found<T> found, Func<T, string> key, List<BundleEntry> entries)
    {
        // A total tells about a physician who was asked for by number, even when the page shows nobody.
        foreach (var rpps in found.Named)
            call.Reads(rpps);
        var type = $"{call.Base}/{query.Table.Type}";
        var more = query.Count > 0 && found.Matches.Count > query.Count;
        // A first page without a next one is the total.
        var total = found.Total ?? (more || walk.After.Length > 0 ? null : found.Matches.Count);
        var self = query.Text.Length == 0 ? type : $"{type}?{query.Text}";
        var next = more ? $"{type}?_page={(walk with { After = key(found.Matches[query.Count - 1]) }).Token(query)}" : null;
        return JsonText.Write(json => BundleJson.Write(json, walk.At, total, self, next, query.Count > 0 ? entries : []));
    }

    private BundleEntry Entry(Person person, bool match)
    {
        call.Reads(person.Rpps);
        return new($"{call.Base}/Practitioner/{person.Rpps}", match, json => PractitionerJson.Write(json, person, Of(match)));
    }

    private BundleEntry Entry(Role role, bool match)
    {
        call.Reads(role.Person.Rpps);
        return new($"{call.Base}/PractitionerRole/{role.Key.Id}", match, json => RoleJson.Write(json, role, Of(match)));
    }

    private BundleEntry Entry(Structure structure, bool match) => new($"{call.Base}/Organization/{structure.Key.Id}", match, json => OrganizationJson.Write(json, structure, Of(match)));

    // _elements applies to matches; included resources are complete.
    private Shape Of(bool match) => match ? shape : shape with { Elements = null };
}
