using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Duplicates;

/// <summary>Walks the register in name order and keeps the pairs that may be one person. Physicians with like names are neighbours in that order, so a walk of
/// the whole register reads each of them once, and each call reads a bounded part.</summary>
internal static class SuspicionWalk
{
    /// <summary>Records per statement: few enough that the pairs of a very common name can be sorted.</summary>
    private const int Step = 500;
    private const int MostSteps = 40;
    private const int PairsAtOnce = 500;

    /// <summary>The next pairs and the position reached, which is null at the end.</summary>
    public static async Task<(List<SuspectedDuplicate> Pairs, PairCursor? Next)> PageAsync(SqlSession sql, PairCursor after, RowScope scope, int size)
    {
        var page = new List<SuspectedDuplicate>();
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var until = await SuspicionStore.StepEndAsync(sql, after, Step);
            var rows = await SuspicionStore.PairsAsync(sql, after, until, scope, PairsAtOnce);
            var physicians = await EntryStore.LoadAsync(sql, [.. rows.SelectMany(row => new[] { row.First, row.Second }).Distinct()]);
            foreach (var row in rows)
            {
                var (first, second) = (physicians[row.First].Value.Physician, physicians[row.Second].Value.Physician);
                var likenesses = DuplicateRules.Between(first, second);
                if (!DuplicateRules.IsSuspected(likenesses))
                    continue;
                page.Add(new SuspectedDuplicate { Records = { Line(first), Line(second) }, Likenesses = { likenesses } });
                if (page.Count == size)
                    return (page, new PairCursor(row.SortKey, row.First, row.Second));
            }

            if (rows.Count == PairsAtOnce)
                after = new PairCursor(rows[^1].SortKey, rows[^1].First, rows[^1].Second);
            else if (until is null)
                return (page, null);
            else
                after = new PairCursor(until.SortKey, until.First, PairCursor.Last);
        }

        return (page, after);
    }

    private static SuspectedRecord Line(Physician physician) => new()
    {
        Rpps = physician.Rpps,
        FamilyName = physician.FamilyName,
        GivenName = physician.GivenName,
        Council = physician.Council,
    };
}
