using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Registry.Index;

/// <summary>Physicians in list order (family name, first names, RPPS number), one array per searched property.</summary>
/// <remarks>About 80 bytes per physician besides the names, each stored once, in arrays without references for the garbage collector to follow.</remarks>
internal sealed class Segment
{
    public required Vocabulary Families { get; init; }
    public required Vocabulary Givens { get; init; }
    public required long[] Numbers { get; init; }
    public required long[] Revisions { get; init; }
    public required int[] FamilyOf { get; init; }
    public required int[] GivenOf { get; init; }

    /// <summary>Number of the names as the register shows them.</summary>
    public required (int[] Of, string[] All) FamilyNames { get; init; }
    public required (int[] Of, string[] All) GivenNames { get; init; }
    public required ushort[] Titles { get; init; }

    /// <summary>Day numbers of the first day of registration.</summary>
    public required int[] RegisteredSince { get; init; }
    public required ushort[] Councils { get; init; }
    public required ushort[] Categories { get; init; }

    /// <summary>Lists of numbers one after the other, and the end of each row's list.</summary>
    public required (int[] Ends, ushort[] All) QualificationLists { get; init; }
    public required (int[] Ends, int[] All) ActivityLists { get; init; }
    public required (int[] Ends, int[] All) StructureLists { get; init; }

    /// <summary>First row of each family name and of the one after the last: rows are sorted by family name.</summary>
    public required int[] FamilyStarts { get; init; }

    /// <summary>Rows grouped by first name, ascending in each group.</summary>
    public required (int[] Starts, int[] Rows) RowsOfGivens { get; init; }

    public required int[] ByNumber { get; init; }

    /// <summary>Rows with more than a plain registration, ascending, with their facts.</summary>
    public required (int[] Rows, RegisterEntry[] Entries) Lives { get; init; }

    /// <summary>Rows whose number is merged into another, ascending.</summary>
    public required int[] MergedRows { get; init; }

    /// <summary>The last revision that changed a physician of this segment.</summary>
    public required long LastRevision { get; init; }

    public int Count => Numbers.Length;

    public string FamilyName(int row) => FamilyNames.All[FamilyNames.Of[row]];

    public string GivenName(int row) => GivenNames.All[GivenNames.Of[row]];

    public ReadOnlySpan<ushort> Codes(int row) => QualificationLists.All.AsSpan(Start(QualificationLists.Ends, row)..QualificationLists.Ends[row]);

    public ReadOnlySpan<int> Activities(int row) => ActivityLists.All.AsSpan(Start(ActivityLists.Ends, row)..ActivityLists.Ends[row]);

    public ReadOnlySpan<int> Structures(int row) => StructureLists.All.AsSpan(Start(StructureLists.Ends, row)..StructureLists.Ends[row]);

    public RegisterEntry? Life(int row) => Array.BinarySearch(Lives.Rows, row) is var at and >= 0 ? Lives.Entries[at] : null;

    public bool IsMerged(int row) => MergedRows.Length > 0 && Array.BinarySearch(MergedRows, row) >= 0;

    /// <summary>The row of a number; -1 when it is not here.</summary>
    public int RowOf(long number) => PlaceAfter(number - 1) is var place && place < Count && Numbers[ByNumber[place]] == number ? ByNumber[place] : -1;

    /// <summary>The first position in <see cref="ByNumber"/> after a number.</summary>
    public int PlaceAfter(long number) => First(place => Numbers[ByNumber[place]] > number);

    /// <summary>The first row after a place in list order.</summary>
    public int RowAfter(ReadOnlySpan<byte> family, ReadOnlySpan<byte> given, long number)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var row = (low + high) / 2;
            var order = Families.Spaced(FamilyOf[row])[1..].SequenceCompareTo(family);
            if (order == 0)
                order = Givens.Spaced(GivenOf[row])[1..].SequenceCompareTo(given);
            if (order < 0 || (order == 0 && Numbers[row] <= number))
                low = row + 1;
            else
                high = row;
        }

        return low;
    }

    public IndexedPerson Person(int row) => new(
        Numbers[row], Revisions[row], Families.Key(FamilyOf[row]), Givens.Key(GivenOf[row]), (FamilyName(row), GivenName(row)), Titles[row],
        DateOnly.FromDayNumber(RegisteredSince[row]), Councils[row], Codes(row).ToArray(), Activities(row).ToArray(), Life(row),
        IsMerged(row))
    {
        Structures = Structures(row).ToArray(),
        Category = Categories[row],
    };

    private int First(Func<int, bool> fits)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (fits(middle))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static int Start(int[] ends, int row) => row == 0 ? 0 : ends[row - 1];
}
