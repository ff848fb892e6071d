namespace OrdreCouncils.ServiceDefaults.Counts;

/// <summary>Cells of published tables, and the equations between them that every reader knows. Small cells are hidden, and others with them, until no
/// hidden small cell follows from the cells that are shown.</summary>
/// <remarks>A small cell is safe when neither elimination nor the bounds of each equation, no number being negative, leave it one value only, and when the
/// hidden parts of a shown total are together not small. The same cells give the same answer.</remarks>
public sealed class SuppressionTable
{
    // Prime: coefficients are computed modulo it, so that elimination is exact.
    private const long Modulus = 2_147_483_647;

    private const long Unbounded = 1_000_000_000_000;
    private const int MostRounds = 50;

    private readonly List<long> values = [];
    private readonly List<Dictionary<int, int>> equations = [];
    private readonly List<(int Total, int[] Parts)> totals = [];

    /// <summary>Adds a cell; returns its number.</summary>
    public int Add(long value)
    {
        values.Add(value);
        return values.Count - 1;
    }

    /// <summary>The sum of these cells, each with its weight of 1 or -1, is zero.</summary>
    public void Relate(IEnumerable<(int Cell, int Weight)> terms)
    {
        var equation = new Dictionary<int, int>();
        foreach (var (cell, weight) in terms)
            equation[cell] = equation.GetValueOrDefault(cell) + weight;
        equations.Add(equation);
    }

    public void RelateTotal(int total, IEnumerable<int> parts)
    {
        int[] cells = [.. parts];
        totals.Add((total, cells));
        Relate([.. cells.Select(cell => (cell, 1)), (total, -1)]);
    }

    /// <summary>By cell: true when it is hidden.</summary>
    public IReadOnlyList<bool> Hidden()
    {
        var hidden = values.Select(SmallCounts.IsSmall).ToArray();
        while (HideLonely(hidden) || HideDetermined(hidden))
        {
        }

        return hidden;
    }

    /// <summary>Hides a further cell where one is missing alone in an equation, and where the missing parts of a shown total are together small.</summary>
    private bool HideLonely(bool[] hidden)
    {
        var changed = false;
        foreach (var equation in equations)
        {
            if (equation.Keys.Count(cell => hidden[cell]) == 1)
                changed |= HideOneOf(equation.Keys, hidden);
        }

        foreach (var (total, parts) in totals)
        {
            while (!hidden[total] && parts.Any(cell => hidden[cell]) && SmallCounts.IsSmall(parts.Where(cell => hidden[cell]).Sum(cell => values[cell])))
            {
                // The total is the last choice: it may be a part elsewhere.
                if (!HideOneOf(parts.Where(cell => values[cell] > 0), hidden))
                    hidden[total] = true;
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Hides a further cell beside each small cell whose value the equations determine.</summary>
    private bool HideDetermined(bool[] hidden)
    {
        var determined = Determined(hidden).Concat(Bounded(hidden)).Where(cell => SmallCounts.IsSmall(values[cell])).Distinct().ToList();
        var changed = false;
        foreach (var cell in determined)
        {
            var near = equations.Where(equation => equation.ContainsKey(cell)).SelectMany(equation => equation.Keys);
            changed |= HideOneOf(near, hidden)
                || HideOneOf(equations.Where(equation => equation.Keys.Any(other => hidden[other])).SelectMany(equation => equation.Keys), hidden);
        }

        return changed;
    }

    /// <summary>The smallest shown cell, zero last.</summary>
    private bool HideOneOf(IEnumerable<int> cells, bool[] hidden)
    {
        var shown = cells.Where(cell => !hidden[cell]).ToList();
        if (shown.Count == 0)
            return false;
        hidden[shown.MinBy(cell => (values[cell] == 0 ? long.MaxValue : values[cell], cell))] = true;
        return true;
    }

    /// <summary>Hidden cells that have one value only in all solutions: their row of the eliminated equations has no other cell.</summary>
    private IEnumerable<int> Determined(bool[] hidden)
    {
        var columns = Enumerable.Range(0, values.Count).Where(cell => hidden[cell]).ToArray();
        var place = columns.Select((cell, column) => (cell, column)).ToDictionary(pair => pair.cell, pair => pair.column);
        var rows = equations.Where(equation => equation.Keys.Any(place.ContainsKey)).Select(equation =>
        {
            var row = new long[columns.Length];
            foreach (var (cell, weight) in equation)
            {
                if (place.TryGetValue(cell, out var column))
                    row[column] = (weight + Modulus) % Modulus;
            }

            return row;
        }).ToList();
        var used = 0;
        for (var column = 0; column < columns.Length && used < rows.Count; column++)
        {
            var pivot = rows.FindIndex(used, row => row[column] != 0);
            if (pivot < 0)
                continue;
            (rows[used], rows[pivot]) = (rows[pivot], rows[used]);
            Scale(rows[used], Inverse(rows[used][column]));
            for (var other = 0; other < rows.Count; other++)
            {
                if (other != used && rows[other][column] != 0)
                    Subtract(rows[other], rows[used], rows[other][column]);
            }

            used++;
        }

        return rows.Take(used).Where(row => row.Count(weight => weight != 0) == 1).Select(row => columns[Array.FindIndex(row, weight => weight != 0)]);
    }

    /// <summary>Hidden cells to which the equations leave one value, because no number is negative: found by narrowing bounds.</summary>
    private IEnumerable<int> Bounded(bool[] hidden)
    {
        var least = values.Select((value, cell) => hidden[cell] ? 0 : value).ToArray();
        var most = values.Select((value, cell) => hidden[cell] ? Unbounded : value).ToArray();
        var open = equations.Where(equation => equation.Keys.Any(cell => hidden[cell])).ToList();
        var narrowed = true;
        for (var round = 0; narrowed && round < MostRounds; round++)
        {
            narrowed = false;
            foreach (var equation in open)
            {
                foreach (var (cell, weight) in equation.Where(term => hidden[term.Key] && term.Value != 0))
                {
                    // The weights are 1 and -1: what the other terms sum to, with the other sign, is the value.
                    var others = equation.Where(term => term.Key != cell).Select(term => (term.Key, Weight: -weight * term.Value)).ToList();
                    var low = others.Sum(term => term.Weight > 0 ? least[term.Key] : -most[term.Key]);
                    var high = others.Sum(term => term.Weight > 0 ? most[term.Key] : -least[term.Key]);
                    narrowed |= low > least[cell] || high < most[cell];
                    (least[cell], most[cell]) = (Math.Max(least[cell], low), Math.Min(most[cell], high));
                }
            }
        }

        return Enumerable.Range(0, values.Count).Where(cell => hidden[cell] && least[cell] == most[cell]);
    }

    private static void Scale(long[] row, long by)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] = row[i] * by % Modulus;
    }

    private static void Subtract(long[] row, long[] pivot, long times)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (pivot[i] != 0)
                row[i] = (row[i] + (Modulus - times) * pivot[i]) % Modulus;
        }
    }

    /// <summary>By Fermat's little theorem.</summary>
    private static long Inverse(long value)
    {
        var (result, factor) = (1L, value);
        for (var power = Modulus - 2; power > 0; power >>= 1)
        {
            if ((power & 1) == 1)
                result = result * factor % Modulus;
            factor = factor * factor % Modulus;
        }

        return result;
    }
}
