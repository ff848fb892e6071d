using System.Text.Json;
using OrdreCouncils.Registry.Fhir.Directory;
using OrdreCouncils.Registry.Fhir.Resources;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir;

internal sealed class FhirReads(Database database, CurrentPersons persons, TimeProvider clock)
{
    public async Task AnswerAsync(FhirCall call, ResourceTable table, string id, string? version)
    {
        var request = call.Http.Request;
        if (request.Query.Keys.FirstOrDefault(name => name is not ("_format" or "_elements")) is { } unknown)
            throw FhirFault.NotSupported(QueryParser.Shown(unknown), "A read takes _format and _elements.");
        var elements = request.Query.ContainsKey("_elements")
            ? new QueryParser(table, call.Base, lenient: false).Read([new("_elements", request.Query["_elements"].ToString())]).Elements
            : null;

        var shape = new Shape(call.ShowsStatus, elements);
        var found = await CurrentAsync(table, id, shape, call.Http.RequestAborted)
            ?? await database.SnapshotAsync(sql => FindAsync(sql, table, id, shape), call.Http.RequestAborted)
            ?? throw FhirFault.NotFound($"No {table.Type} has this id.");
        if (found is { Rpps: { } merged, MergedInto: { } kept })
        {
            call.Reads(merged);
            call.Reads(kept);
            call.Gone($"This number is merged into another of the same person: read Practitioner/{kept}.");
            return;
        }

        if (version is not null && version != Shape.VersionId(found.Version))
            throw FhirFault.NotFound("The resource is not, or no longer, at this version, and earlier ones are not kept here.");
        if (found.Rpps is { } rpps)
            call.Reads(rpps);

        var etag = $"W/\"{Shape.VersionId(found.Version)}\"";
        var modified = clock.GetUtcNow() >= Shape.Since && found.LastUpdated < Shape.Since ? Shape.Since : found.LastUpdated;
        var headers = call.Http.Response.Headers;
        headers.ETag = etag;
        headers.LastModified = FhirAnswer.HttpDate(modified);
        if (request.Headers.IfMatch.Count > 0 && !Names(request.Headers.IfMatch.ToString(), etag))
            throw FhirFault.Changed();
        if (request.Headers.IfNoneMatch.Count > 0
            ? !Names(request.Headers.IfNoneMatch.ToString(), etag)
            : !(DateTimeOffset.TryParse(request.Headers.IfModifiedSince, out var since) && modified.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds()))
        {
            call.Answer(JsonText.Write(found.Write));
        }
    }

    private async Task<FoundOne?> CurrentAsync(ResourceTable table, string id, Shape shape, CancellationToken cancellation) =>
        table == SearchTable.Practitioner && Digits.Rpps(id) && await persons.FindAsync(id, clock.GetUtcNow(), !shape.ShowsStatus, cancellation) is { } person ? Found(person, shape) : null;

    private static FoundOne Found(Person person, Shape shape) =>
        new(person.Rpps, person.Version, person.LastUpdated, json => PractitionerJson.Write(json, person, shape)) { MergedInto = person.MergedInto };

    private async Task<FoundOne?> FindAsync(SqlSession sql, ResourceTable table, string id, Shape shape)
    {
        var walk = new Walk(await RevisionStore.LatestAsync(sql), clock.GetUtcNow(), "") { IsPublic = !shape.ShowsStatus };
        if (table == SearchTable.Organization)
        {
            return OrganizationKey.Parse(id) is { } key && await StructureReader.ReadAsync(sql, [key], walk) is [var structure]
                ? new FoundOne(null, FormattableString.Invariant($"{structure.Revision}"), structure.LastUpdated, json => OrganizationJson.Write(json, structure, shape))
                : null;
        }

        var role = table == SearchTable.PractitionerRole ? RoleKey.Parse(id) : null;
        if ((table == SearchTable.Practitioner && Digits.Rpps(id) ? id : role?.Rpps) is not { } rpps || await PersonReader.ReadAsync(sql, [rpps], walk) is not [var person])
            return null;
        if (role is null)
            return Found(person, shape);
        return (await RoleReader.ReadAsync(sql, [person], walk)).Find(one => one.Key == role) is { } found
            ? new FoundOne(rpps, found.Version, found.LastUpdated, json => RoleJson.Write(json, found, shape))
            : null;
    }

    private static bool Names(string header, string etag) => header == "*" || header.Split(',', StringSplitOptions.TrimEntries).Any(one => one == etag || "W/" + one == etag);

    /// <param name="Rpps">Number of the physician; null for a structure.</param>
    private sealed record FoundOne(string? Rpps, string Version, DateTimeOffset LastUpdated, Action<Utf8JsonWriter> Write)
    {
        /// <summary>Of a merged Practitioner: the number that replaced it; null otherwise.</summary>
        public string? MergedInto { get; init; }
    }
}
