using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal static class StructureReader
{
    /// <summary>Structures of some keys that an activity had named by then, in the order given.</summary>
    public static async Task<List<Structure>> ReadAsync(SqlSession sql, IEnumerable<OrganizationKey> keys, Walk walk)
    {
        var found = new List<(OrganizationKey Key, IReadOnlyList<StructureRow> Rows)>();
        foreach (var key in keys)
        {
            if (await StructureStore.DescriptionsAsync(sql, key, walk.AsOf) is { Count: > 0 } rows)
                found.Add((key, rows));
        }

        var instants = await DirectoryStore.InstantsAsync(sql, found.Select(one => ChangedIn(one.Rows)));
        return found.ConvertAll(one =>
        {
            // Activities may describe a structure differently: present ones come before ended ones, later ones before earlier ones.
            var row = one.Rows.OrderByDescending(row => row.Held > 0).ThenByDescending(row => row.RecordedIn)
                .ThenBy(row => row.Structure, StringComparer.Ordinal).ThenBy(row => row.PostalCode, StringComparer.Ordinal).First();
            return new Structure
            {
                Key = one.Key,
                Name = row.Structure,
                Finess = one.Key.Kind == OrganizationKind.Finess ? row.Finess : "",
                // The first description that has the value.
                Siret = row.Siret.Length > 0 ? row.Siret : one.Rows.Max(other => other.Siret)!,
                Sector = row.Sector,
                PostalCode = row.PostalCode,
                Town = row.Town,
                Department = row.Department,
                Active = one.Rows.Any(row => row.Held > 0),
                Revision = ChangedIn(one.Rows),
                LastUpdated = instants[ChangedIn(one.Rows)],
            };
        });
    }

    private static long ChangedIn(IReadOnlyList<StructureRow> rows) => rows.Max(row => Math.Max(row.RecordedIn, row.EndedIn ?? 0));
}
