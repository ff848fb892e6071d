using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Snapshots;

/// <summary>One entry of the access log stands for a whole snapshot. It showed a physician who was in the register, or on the council's list, at the
/// snapshot's revision.</summary>
internal sealed class BulkReads : IBulkReads
{
    private const string Whole = "register";
    private const string Physicians = "physicians/";

    public static string SubjectOf(string council) => council.Length == 0 ? Whole : $"councils/{council}";

    public async Task<IReadOnlyList<BulkSpan>> SpansAsync(SqlSession sql, string record)
    {
        if (!record.StartsWith(Physicians, StringComparison.Ordinal))
            return [];
        var held = await sql.QueryAsync<(string Council, long From, long? Until)>(
            $"""
            select council, {DatedTables.Physicians.RecordedIn}, null from physicians where rpps = @rpps
            union all
            select council, {DatedTables.PhysiciansPast.RecordedIn}, {DatedTables.PhysiciansPast.EndedIn} from physicians_past where rpps = @rpps
            """, new { rpps = record[Physicians.Length..] });
        return held.Count == 0
            ? []
            :
            [
                new BulkSpan(Whole, held.Min(row => row.From), long.MaxValue),
                .. held.Where(row => row.Council.Length > 0).Select(row => new BulkSpan(SubjectOf(row.Council), row.From, row.Until ?? long.MaxValue)),
            ];
    }
}
