namespace OrdreCouncils.Registry.Imports;

/// <summary>Cuts a line into its values. The directory's file has no quotes. A spreadsheet that saves it again may put every value in double quotes: a line
/// whose first value has them is read in that way (RFC 4180: two quotes inside a value are one, and a separator inside it is none).</summary>
/// <param name="columns">Number of columns that the header line names.</param>
/// <param name="cells">One more when the header line ends with a separator.</param>
internal sealed class LineFields(int columns, int cells)
{
    private const byte Separator = (byte)'|';
    private const byte Quote = (byte)'"';

    private readonly Range[] fields = new Range[cells];

    /// <summary>Whether two quotes stand for one in the values of this line.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>The value without its quotes, and without spaces around them.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line, int place) => line[fields[place]].Trim((byte)' ');

    /// <summary>False for another number of values, which would stand under the wrong column names, or for a quote that is not closed.</summary>
    public bool Split(ReadOnlySpan<byte> line)
    {
        IsQuoted = line.TrimStart((byte)' ') is [Quote, ..];
        var count = 0;
        for (var start = 0; count < fields.Length; count++)
        {
            var (value, end) = IsQuoted ? QuotedValue(line, start) : PlainValue(line, start);
            if (end < 0)
                return false;
            fields[count] = value;
            if (end == line.Length)
                return count + 1 == columns || count + 1 == cells;
            start = end + 1;
        }

        return false;
    }

    private static (Range Value, int End) PlainValue(ReadOnlySpan<byte> line, int start)
    {
        var length = line[start..].IndexOf(Separator);
        var end = length < 0 ? line.Length : start + length;
        return (start..end, end);
    }

    private static (Range Value, int End) QuotedValue(ReadOnlySpan<byte> line, int start)
    {
        var from = start + line[start..].IndexOfAnyExcept((byte)' ');
        if (from < start || line[from] != Quote)
            return PlainValue(line, start);
        for (var at = from + 1; line[at..].IndexOf(Quote) is var step and >= 0;)
        {
            at += step + 1;
            if (at < line.Length && line[at] == Quote)
            {
                at++;
                continue;
            }

            var (rest, end) = PlainValue(line, at);
            return line[rest].Trim((byte)' ').IsEmpty ? ((from + 1)..(at - 1), end) : (default, -1);
        }

        return (default, -1);
    }
}
