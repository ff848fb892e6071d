using OrdreCouncils.ServiceDefaults.Counts;

namespace OrdreCouncils.Tests.ServiceDefaults.Counts;

/// <summary>A reader who tries every number that fits what is shown never finds one answer for a small number.</summary>
public class SuppressionTableTests
{
    private const int Most = 14;

    [Fact]
    public void Hidden_ASmallPart_TakesASecondOneAlong()
    {
        var table = new SuppressionTable();
        int[] parts = [table.Add(30), table.Add(3), table.Add(7), table.Add(0)];
        var total = table.Add(40);
        table.RelateTotal(total, parts);

        Assert.Equal([false, true, true, false, false], table.Hidden());
    }

    [Fact]
    public void Hidden_PartsThatAreTogetherSmall_TakeAThirdOneAlong()
    {
        var table = new SuppressionTable();
        int[] parts = [table.Add(30), table.Add(1), table.Add(2), table.Add(8)];
        table.RelateTotal(table.Add(41), parts);

        Assert.Equal([false, true, true, true, false], table.Hidden());
    }

    [Fact]
    public void Hidden_ALoneCell_TakesNoneAlong()
    {
        var table = new SuppressionTable();
        foreach (var value in new[] { 0, 1, 4, 5, 100 })
            table.Add(value);

        Assert.Equal([false, true, true, false, false], table.Hidden());
    }

    /// <summary>Each equation lacks two numbers or more, and yet both together tell the first.</summary>
    [Fact]
    public void Hidden_WhatTwoEquationsTellTogether_TakesAnotherAlong()
    {
        var table = new SuppressionTable();
        int[] small = [table.Add(3), table.Add(4), table.Add(4)];
        var (sum, large, other) = (table.Add(11), table.Add(20), table.Add(28));
        table.RelateTotal(sum, small);
        table.RelateTotal(other, [small[1], small[2], large]);

        Assert.Equal([true, true, true, true, false, false], table.Hidden());
    }

    [Fact]
    public void Hidden_InRandomTables_HasSeveralSolutions()
    {
        var random = new Random(5);
        for (var round = 0; round < 400; round++)
        {
            var values = new int[2, 3];
            foreach (var (row, column) in Places)
                values[row, column] = random.Next(4) == 0 ? 0 : random.Next(1, Most - 4);

            var (hidden, totals) = Suppress(values);

            foreach (var (row, column) in Places.Where(place => hidden[place.Row, place.Column] && SmallCounts.IsSmall(values[place.Row, place.Column])))
            {
                Assert.True(
                    Solutions(values, hidden, totals).Select(solution => solution[row, column]).Distinct().Count() > 1,
                    $"round {round}: {row},{column} of {string.Join(" ", values.Cast<int>())}");
            }
        }
    }

    private static readonly (int Row, int Column)[] Places = [.. from row in Enumerable.Range(0, 2) from column in Enumerable.Range(0, 3) select (row, column)];

    /// <summary>Cells of two rows and three columns with all their totals: rows, columns, all.</summary>
    private static (bool[,] Hidden, bool[] Totals) Suppress(int[,] values)
    {
        var table = new SuppressionTable();
        var cells = new int[2, 3];
        foreach (var (row, column) in Places)
            cells[row, column] = table.Add(values[row, column]);
        int[] rows = [.. Enumerable.Range(0, 2).Select(row => table.Add(Row(values, row)))];
        int[] columns = [.. Enumerable.Range(0, 3).Select(column => table.Add(Column(values, column)))];
        var all = table.Add(values.Cast<int>().Sum());
        for (var row = 0; row < 2; row++)
            table.RelateTotal(rows[row], [cells[row, 0], cells[row, 1], cells[row, 2]]);
        for (var column = 0; column < 3; column++)
            table.RelateTotal(columns[column], [cells[0, column], cells[1, column]]);
        table.RelateTotal(all, rows);
        table.RelateTotal(all, columns);
        var hidden = table.Hidden();
        var map = new bool[2, 3];
        foreach (var (row, column) in Places)
            map[row, column] = hidden[cells[row, column]];
        return (map, [.. rows.Concat(columns).Append(all).Select(cell => hidden[cell])]);
    }

    /// <summary>All numbers up to a bound that fit the shown cells and totals.</summary>
    private static IEnumerable<int[,]> Solutions(int[,] values, bool[,] hidden, bool[] totals)
    {
        var open = Places.Where(place => hidden[place.Row, place.Column]).ToArray();
        return Fill((int[,])values.Clone(), 0);

        IEnumerable<int[,]> Fill(int[,] guess, int from)
        {
            if (from == open.Length)
            {
                if (Fits(guess))
                    yield return (int[,])guess.Clone();
                yield break;
            }

            var (row, column) = open[from];
            // The last hidden cell of a row with a shown total is its rest.
            var isLast = !totals[row] && !open.Skip(from + 1).Any(place => place.Row == row);
            for (var value = 0; value <= Most; value++)
            {
                guess[row, column] = value;
                if (isLast && Row(guess, row) != Row(values, row))
                    continue;
                foreach (var solution in Fill(guess, from + 1))
                    yield return solution;
            }
        }

        bool Fits(int[,] guess) =>
            Enumerable.Range(0, 2).All(row => totals[row] || Row(guess, row) == Row(values, row))
            && Enumerable.Range(0, 3).All(column => totals[2 + column] || Column(guess, column) == Column(values, column))
            && (totals[5] || guess.Cast<int>().Sum() == values.Cast<int>().Sum());
    }

    private static int Row(int[,] values, int row) => values[row, 0] + values[row, 1] + values[row, 2];

    private static int Column(int[,] values, int column) => values[0, column] + values[1, column];
}
